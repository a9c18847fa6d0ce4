import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** A single event, which never changes. */
export function useEvent(id: string) {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.event(id),
    queryFn: ({ signal }) => api.getEvent(id, { signal }),
    staleTime: Infinity,
  });
}
