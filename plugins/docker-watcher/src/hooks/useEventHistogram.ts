import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dockerWatcherApiRef } from '../api';
import { EventsUrlFilter, endsNow, toHistogramQuery } from '../model';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** How many events there were when. The past does not change and is counted once. */
export function useEventHistogram(filter: EventsUrlFilter) {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.eventHistogram(filter),
    queryFn: ({ signal }) =>
      api.getEventHistogram(toHistogramQuery(filter, Date.now()), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: endsNow(filter) ? refetchInterval : false,
  });
}
