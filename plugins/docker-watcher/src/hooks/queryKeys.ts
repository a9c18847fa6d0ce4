import {
  ContainersQuery,
  EventsQuery,
} from 'backstage-plugin-docker-watcher-common';

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
  events: (query: EventsQuery) => [...queryKeys.all, 'events', query] as const,
};
