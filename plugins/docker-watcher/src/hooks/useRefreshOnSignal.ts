import { useSignal } from '@backstage/plugin-signals-react';
import { useQueryClient } from '@tanstack/react-query';
import {
  DOCKER_WATCHER_SIGNALS_CHANNEL,
  DockerWatcherSignal,
} from 'backstage-plugin-docker-watcher-common';
import { useEffect } from 'react';
import { queryKeys } from './queryKeys';
import { wasRefused } from './refetchInterval';

/**
 * Asks again as soon as the backend says that something changed. Without the
 * signals plugin nothing happens here and the timer alone refreshes. A hidden page
 * only remembers, and asks when it is looked at again.
 */
export function useRefreshOnSignal(): void {
  const queryClient = useQueryClient();
  const { lastSignal } = useSignal<DockerWatcherSignal>(
    DOCKER_WATCHER_SIGNALS_CHANNEL,
  );
  useEffect(() => {
    if (lastSignal?.action === 'changed') {
      queryClient.invalidateQueries({
        queryKey: queryKeys.all,
        predicate: query => !wasRefused(query),
        refetchType: document.hidden ? 'none' : 'active',
      });
    }
  }, [lastSignal, queryClient]);
}
