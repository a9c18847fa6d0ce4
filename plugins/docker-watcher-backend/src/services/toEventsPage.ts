import {
  EventsPage,
  EventsQuery,
} from 'backstage-plugin-docker-watcher-common';
import { EventPlace, EventsRead } from '../eventLog/EventLogStore';
import { isEventId } from '../eventLog/isEventId';
import { EventsCursor, encodeEventsCursor } from './EventsCursor';

/**
 * A page of events, the newest first, with a cursor for each way the list goes on.
 *
 * @param options - `read` is what was found from the cursor's place, with one more than
 * the limit if there are that many. The way the page was reached from has a cursor in
 * any case, because the list went on there when the page beside it was shown.
 */
export function toEventsPage(options: {
  query: EventsQuery;
  cursor: EventsCursor;
  read: EventsRead;
  limit: number;
}): EventsPage {
  const { query, cursor, read, limit } = options;
  const { place, since } = cursor;
  const items = read.events.slice(0, limit);
  const encode = (at: EventPlace) =>
    encodeEventsCursor(query, { place: at, since });
  let goesOnFrom = read.hasMore ? read.examinedUpTo : undefined;
  if (read.events.length > limit) {
    goesOnFrom = items[items.length - 1].id;
  }

  const pageInfo: EventsPage['pageInfo'] = {};
  if (place.after !== undefined) {
    pageInfo.nextCursor = encode({ before: next(place.after) });
    if (goesOnFrom !== undefined) {
      pageInfo.prevCursor = encode({ after: goesOnFrom });
    }
    return { items: items.reverse(), pageInfo };
  }
  if (goesOnFrom !== undefined) {
    pageInfo.nextCursor = encode({ before: goesOnFrom });
  }
  if (place.before !== undefined) {
    pageInfo.prevCursor = encode({ after: previous(place.before) });
  }
  return { items, pageInfo };
}

/** So that a page after this id begins with the event that had the given one. */
function previous(id: string): string {
  return id === '0' ? id : String(BigInt(id) - 1n);
}

function next(id: string): string {
  const following = String(BigInt(id) + 1n);
  return isEventId(following) ? following : id;
}
