import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** How an entity and containers belong together, and what would help. */
export function useEntityClaims(entityRef: string) {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.entityClaims(entityRef),
    queryFn: ({ signal }) => api.getEntityClaims(entityRef, { signal }),
    refetchInterval,
  });
}
