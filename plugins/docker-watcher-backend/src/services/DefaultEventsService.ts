import { InputError, NotFoundError } from '@backstage/errors';
import {
  EventsPage,
  EventsQuery,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { EventLog } from '../eventLog/EventLog';
import { EventFilter, EventPlace } from '../eventLog/EventLogStore';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { decodeEventsCursor, encodeEventsCursor } from './EventsCursor';
import { EventsCallOptions, EventsService } from './EventsService';
import { isEventId } from './isEventId';

const DEFAULT_LIMIT = 50;

/** Which events a reader may know of. */
export interface VisibleEvents {
  /** Those of which containers; `undefined` means all, `none` none. */
  containers: ContainerFilter | undefined | 'none';
  /** Whether those of hosts as a whole. */
  hosts: boolean;
}

/** Without limits of its own: who may see what is decided before. */
export interface DefaultEventsCallOptions extends EventsCallOptions {
  /** Which events are shown; all of them when left out. */
  visible?: VisibleEvents;
}

/**
 * Answers from the log and decides nothing about who may ask; that is
 * `AuthorizedEventsService`, through which everybody goes.
 */
export class DefaultEventsService implements EventsService {
  readonly #eventLog: EventLog<VisibleEvents>;

  static create(options: {
    eventLog: EventLog<VisibleEvents>;
  }): DefaultEventsService {
    return new DefaultEventsService(options.eventLog);
  }

  private constructor(eventLog: EventLog<VisibleEvents>) {
    this.#eventLog = eventLog;
  }

  async listEvents(
    query: EventsQuery,
    options: DefaultEventsCallOptions,
  ): Promise<EventsPage> {
    const { cursor, limit = DEFAULT_LIMIT } = query;
    const filter = toFilter(query);
    const place = cursor ? decodeEventsCursor({ ...query, cursor }) : {};
    const { visible } = options;
    // One more than asked for tells whether the list goes on.
    const read = await this.#eventLog.read({
      ...place,
      filter,
      visible,
      limit: limit + 1,
    });
    const items = read.slice(0, limit);
    const goesOn = read.length > limit;
    return place.after === undefined
      ? toPage(query, items, {
          older: goesOn,
          newerThan: place.before && previous(place.before),
        })
      : toPage(query, items.reverse(), {
          newer: goesOn,
          olderThan: next(place.after),
        });
  }

  async getEvent(
    id: string,
    options: DefaultEventsCallOptions,
  ): Promise<WatcherEvent> {
    const event = isEventId(id)
      ? await this.#eventLog.get(id, options.visible)
      : undefined;
    if (!event) {
      throw noSuchEvent(id);
    }
    return event;
  }
}

/** The same words whether it is not there or not to be seen. */
export function noSuchEvent(id: string): NotFoundError {
  return new NotFoundError(`No event '${id}'`);
}

/**
 * A page of events, the newest first, with a cursor for each way the list goes on.
 *
 * @param ends - the way the page was read from has a cursor in any case, because
 * the list went on there when the page beside it was shown.
 */
function toPage(
  query: EventsQuery,
  items: WatcherEvent[],
  ends: {
    older?: boolean;
    newer?: boolean;
    olderThan?: string;
    newerThan?: string;
  },
): EventsPage {
  const { older, newer, olderThan, newerThan } = ends;
  const cursor = (place: EventPlace) => encodeEventsCursor(query, place);
  const newest = items[0]?.id ?? newerThan;
  const oldest = items[items.length - 1]?.id ?? olderThan;
  const pageInfo: EventsPage['pageInfo'] = {};
  if (oldest !== undefined && (older || olderThan !== undefined)) {
    pageInfo.nextCursor = cursor({ before: oldest });
  }
  if (newest !== undefined && (newer || newerThan !== undefined)) {
    pageInfo.prevCursor = cursor({ after: newest });
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

function toFilter(query: EventsQuery): EventFilter {
  const since = toTime('since', query.since);
  const until = toTime('until', query.until);
  if (since !== undefined && until !== undefined && since > until) {
    throw new InputError(
      `Parameter since is later than until, got ${query.since} and ${query.until}`,
    );
  }
  return {
    host: some(query.host),
    containerId: some(query.containerId),
    workload: some(query.workload),
    kind: some(query.kind),
    severity: some(query.severity),
    source: some(query.source),
    entityRef: some(
      query.entityRef?.map(ref => ref.toLocaleLowerCase('en-US')),
    ),
    since,
    until,
  };
}

/** An empty list of values is no filter. */
function some<T>(values: T[] | undefined): T[] | undefined {
  return values?.length ? values : undefined;
}

function toTime(name: string, text: string | undefined): number | undefined {
  if (!text) {
    return undefined;
  }
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw new InputError(
      `Parameter ${name} must be a time such as 2026-01-31T12:00:00Z, got ${text}`,
    );
  }
  return time;
}
