import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** The newest warnings and errors, or where there are none the newest of all. */
export function useActivity(limit: number) {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: [...queryKeys.activity(), limit],
    queryFn: async ({ signal }) => {
      const notable = await api.listEvents(
        { severity: ['warn', 'error'], limit },
        { signal },
      );
      if (notable.items.length > 0) {
        return { isNotable: true, events: notable.items };
      }
      const latest = await api.listEvents({ limit }, { signal });
      return { isNotable: false, events: latest.items };
    },
    refetchInterval,
  });
}
