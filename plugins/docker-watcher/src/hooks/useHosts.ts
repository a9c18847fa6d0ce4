import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** All hosts the reader may see. */
export function useHosts() {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.hosts(),
    queryFn: async ({ signal }) => (await api.listHosts({ signal })).items,
    refetchInterval,
  });
}

/** The hosts by name; empty until they are known. */
export function useHostsByName() {
  const { data } = useHosts();
  return useMemo(
    () => new Map((data ?? []).map(host => [host.name, host])),
    [data],
  );
}
