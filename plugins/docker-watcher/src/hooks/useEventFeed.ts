import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { dockerWatcherApiRef } from '../api';
import {
  EventsUrlFilter,
  endsNow,
  toEventsFilter,
  toStreamFilter,
} from '../model';
import { EventFeed } from '../stream';

const PAGE_SIZE = 50;

/**
 * The log by a filter, followed while the page is visible when the time range ends
 * now. Another filter begins another feed.
 */
export function useEventFeed(filter: EventsUrlFilter) {
  const api = useApi(dockerWatcherApiRef);
  // Filters that say the same are the same.
  const key = JSON.stringify(filter);
  const feed = useMemo(() => {
    const asked: EventsUrlFilter = JSON.parse(key);
    // A range that ends now begins where it did when it was chosen: cursors belong
    // to one filter.
    const listed = toEventsFilter(asked, Date.now());
    const streamed = toStreamFilter(asked);
    return EventFeed.create({
      list: (place, signal) =>
        api.listEvents({ ...listed, limit: PAGE_SIZE, ...place }, { signal }),
      stream: endsNow(asked)
        ? (after, signal) =>
            api.streamEvents({ ...streamed, after }, { signal })
        : undefined,
    });
  }, [api, key]);

  useEffect(() => {
    const follow = () => feed.setVisible(!document.hidden);
    follow();
    document.addEventListener('visibilitychange', follow);
    const stop = feed.start();
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop();
    };
  }, [feed]);

  return { feed, ...useSyncExternalStore(feed.subscribe, feed.getSnapshot) };
}
