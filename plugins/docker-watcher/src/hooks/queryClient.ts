import { QueryClient } from '@tanstack/react-query';
import { DockerWatcherApi } from 'backstage-plugin-docker-watcher-common';
import { classifyError } from '../model';

const clients = new WeakMap<DockerWatcherApi, QueryClient>();

/**
 * The cache that belongs to a client of the backend. It lives as long as that
 * client, so changing tabs shows what is known at once.
 */
export function getQueryClient(api: DockerWatcherApi): QueryClient {
  const known = clients.get(api);
  if (known) {
    return known;
  }
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) =>
          failures < 1 && classifyError(error) === 'failed',
        retryDelay: 1_000,
        // The requests go to the portal itself; the browser's guess that it is
        // offline must not keep them waiting.
        networkMode: 'always',
      },
    },
  });
  clients.set(api, client);
  return client;
}
