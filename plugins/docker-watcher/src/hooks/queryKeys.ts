import {
  ContainersQuery,
  EventsQuery,
  StaleQuery,
} from 'backstage-plugin-docker-watcher-common';
import { EventsUrlFilter } from '../model';

/** Names of what is kept in the cache, all below one root. */
export const queryKeys = {
  all: ['docker-watcher'] as const,
  summary: () => [...queryKeys.all, 'summary'] as const,
  settings: () => [...queryKeys.all, 'settings'] as const,
  hosts: () => [...queryKeys.all, 'hosts'] as const,
  containers: (query: ContainersQuery) =>
    [...queryKeys.all, 'containers', query] as const,
  container: (ref: { host: string; id: string }) =>
    [...queryKeys.all, 'container', ref.host, ref.id] as const,
  stale: (query: StaleQuery) => [...queryKeys.all, 'stale', query] as const,
  entityClaims: (entityRef: string) =>
    [...queryKeys.all, 'entity-claims', entityRef] as const,
  events: (query: EventsQuery) => [...queryKeys.all, 'events', query] as const,
  event: (id: string) => [...queryKeys.all, 'event', id] as const,
  activity: () => [...queryKeys.all, 'activity'] as const,
  /** Not below the root: counting is dear, and signals come every two seconds. */
  eventHistogram: (filter: EventsUrlFilter) =>
    ['docker-watcher-histogram', filter] as const,
};
