import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { containersRouteRef, hostsRouteRef } from '../../routes';
import { PluginShell } from './PluginShell';

/** The shell in an app of the new frontend system. */
export function AppPluginShell(props: { children: ReactNode }) {
  const containers = useRouteRef(containersRouteRef)?.();
  const hosts = useRouteRef(hostsRouteRef)?.();
  return (
    <PluginShell
      paths={{
        // A tab that is switched off has no route; its links then lead nowhere new.
        containers: containers ?? '/docker-watcher/containers',
        hosts: hosts ?? '/docker-watcher/hosts',
      }}
    >
      {props.children}
    </PluginShell>
  );
}
