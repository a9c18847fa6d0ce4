import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** A single container with everything the inventory knows of it. */
export function useContainer(ref: { host: string; id: string }) {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.container(ref),
    queryFn: ({ signal }) => api.getContainer(ref, { signal }),
    refetchInterval,
  });
}
