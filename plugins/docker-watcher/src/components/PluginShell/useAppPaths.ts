import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Paths } from '../../hooks';
import {
  containersRouteRef,
  eventsRouteRef,
  hostsRouteRef,
  staleRouteRef,
} from '../../routes';

/** Where the pages stand in an app of the new frontend system. */
export function useAppPaths(): Paths {
  const containers = useRouteRef(containersRouteRef)?.();
  const stale = useRouteRef(staleRouteRef)?.();
  const events = useRouteRef(eventsRouteRef)?.();
  const hosts = useRouteRef(hostsRouteRef)?.();
  return {
    // A tab that is switched off has no route; its links then lead nowhere new.
    containers: containers ?? '/docker-watcher/containers',
    stale: stale ?? '/docker-watcher/stale',
    events: events ?? '/docker-watcher/events',
    hosts: hosts ?? '/docker-watcher/hosts',
  };
}
