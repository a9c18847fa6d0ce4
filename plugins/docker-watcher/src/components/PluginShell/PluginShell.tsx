import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import { ReactNode } from 'react';
import { dockerWatcherApiRef } from '../../api';
import {
  NowProvider,
  Paths,
  PathsProvider,
  getQueryClient,
  useRefreshOnSignal,
} from '../../hooks';
import { ContainerActionsProvider } from '../ContainerActions';
import { PermissionGate } from '../PermissionGate';
import { PluginFrame } from './PluginFrame';

function Refresher(props: { children: ReactNode }) {
  useRefreshOnSignal();
  return <>{props.children}</>;
}

/** What every page and widget of the plugin stands in: permission, cache, clock and links. */
export function PluginShell(props: {
  paths: Paths;
  /** Whether it is only part of a page. */
  isPart?: boolean;
  children: ReactNode;
}) {
  const { paths, isPart, children } = props;
  const queryClient = getQueryClient(useApi(dockerWatcherApiRef));
  return (
    <PluginFrame isPart={isPart}>
      <PermissionGate isPart={isPart}>
        <QueryClientProvider client={queryClient}>
          <PathsProvider paths={paths}>
            <NowProvider>
              <Refresher>
                <ContainerActionsProvider>{children}</ContainerActionsProvider>
              </Refresher>
            </NowProvider>
          </PathsProvider>
        </QueryClientProvider>
      </PermissionGate>
    </PluginFrame>
  );
}
