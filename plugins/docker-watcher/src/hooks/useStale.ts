import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { StaleQuery } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

const PAGE_SIZE = 100;

/** Stale containers, as many pages as were asked for. */
export function useStale(query: StaleQuery) {
  const api = useApi(dockerWatcherApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.stale(query),
    queryFn: ({ pageParam, signal }) =>
      api.listStale(
        { ...query, limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.pageInfo.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}
