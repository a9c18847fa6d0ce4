import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ContainersQuery } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** One page of containers; the page before stays until the next one has come. */
export function useContainers(query: ContainersQuery) {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.containers(query),
    queryFn: ({ signal }) => api.listContainers(query, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}
