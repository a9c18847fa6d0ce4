import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** Counts over everything the reader may see. */
export function useSummary() {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.summary(),
    queryFn: ({ signal }) => api.getSummary({ signal }),
    refetchInterval,
  });
}
