import { useApi } from '@backstage/frontend-plugin-api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EventsQuery } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/**
 * Events, the newest first, and older ones when asked for. Refreshing walks from the
 * newest to as far back as was asked for, so nothing is shown twice or left out.
 */
export function useEvents(query: Omit<EventsQuery, 'cursor'>) {
  const api = useApi(dockerWatcherApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.events(query),
    queryFn: ({ pageParam: cursor, signal }) =>
      api.listEvents({ ...query, cursor }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.pageInfo.nextCursor,
    refetchInterval,
  });
}
