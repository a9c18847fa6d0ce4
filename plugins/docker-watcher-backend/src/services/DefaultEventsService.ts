import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  EventHistogram,
  EventHistogramQuery,
  EventStreamQuery,
  EventsFilter,
  EventsPage,
  EventsQuery,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { EventStreamHub } from '../delivery/EventStreamHub';
import { StreamAdmission } from '../delivery/StreamAdmission';
import { EventLog } from '../eventLog/EventLog';
import { EventFilter } from '../eventLog/EventLogStore';
import { isEventId } from '../eventLog/isEventId';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { Clock } from '../lib/Clock';
import { decodeEventsCursor } from './EventsCursor';
import {
  EventExport,
  EventStreamSink,
  EventsCallOptions,
  EventsService,
} from './EventsService';
import { readOwnershipRefs } from './readOwnershipRefs';
import { readerRefOf } from './readerRefOf';
import { defaultSince, toEventFilter } from './toEventFilter';
import { toEventsPage } from './toEventsPage';
import { toHistogram } from './toHistogram';

const DEFAULT_LIMIT = 50;
const DEFAULT_BUCKETS = 60;

/** Of the newest events in the range. */
const MOST_COUNTED = 200_000;

/** Each holds a connection for as long as its reader takes. */
const MOST_EXPORTS_OF_READER = 3;
const MOST_EXPORTS = 50;

/** What is in memory at a time. */
const EXPORT_BATCH = 500;

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
  readonly #streams: Pick<EventStreamHub, 'open'>;
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;
  readonly #clock: Clock;
  readonly #exports = StreamAdmission.create({
    maxOfReader: MOST_EXPORTS_OF_READER,
    maxInAll: MOST_EXPORTS,
    words: {
      what: 'exports of events',
      cure: 'wait for the end of one, or cancel it',
    },
  });

  static create(options: {
    eventLog: EventLog<VisibleEvents>;
    streams: Pick<EventStreamHub, 'open'>;
    auth: AuthService;
    userInfo: UserInfoService;
    clock: Clock;
  }): DefaultEventsService {
    return new DefaultEventsService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultEventsService.create>[0],
  ) {
    this.#eventLog = options.eventLog;
    this.#streams = options.streams;
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
    this.#clock = options.clock;
  }

  async listEvents(
    query: EventsQuery,
    options: DefaultEventsCallOptions,
  ): Promise<EventsPage> {
    const { limit = DEFAULT_LIMIT } = query;
    const filter = await this.toFilter(query, options.credentials);
    const cursor = query.cursor
      ? decodeEventsCursor({ ...query, cursor: query.cursor })
      : { place: {} };
    if (filter.text && filter.since === undefined) {
      cursor.since ??= defaultSince(filter.until, this.#clock.now());
      filter.since = cursor.since;
    }
    const read = await this.#eventLog.read({
      ...cursor.place,
      filter,
      visible: options.visible,
      // One more than asked for tells whether the list goes on.
      limit: limit + 1,
    });
    return toEventsPage({ query, cursor, read, limit });
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

  async getHistogram(
    query: EventHistogramQuery,
    options: DefaultEventsCallOptions,
  ): Promise<EventHistogram> {
    const { credentials, visible, signal } = options;
    const now = this.#clock.now();
    const filter = await this.toFilter(query, credentials);
    const { until = Math.max(now, filter.since ?? now) } = filter;
    const { since = defaultSince(until, now) } = filter;
    const bucketMs = Math.max(
      1,
      Math.ceil((until - since) / (query.buckets ?? DEFAULT_BUCKETS)),
    );
    const counted = await this.#eventLog.count({
      filter: { ...filter, since, until },
      visible,
      bucketMs,
      limit: MOST_COUNTED,
      signal,
    });
    return toHistogram({ since, until, bucketMs, counted });
  }

  async exportEvents(
    query: EventsFilter,
    options: EventsCallOptions & {
      /** Asked before each batch. */
      readVisible?: () => Promise<VisibleEvents | undefined>;
    },
  ): Promise<EventExport> {
    const { credentials, signal, readVisible } = options;
    const startedAt = this.#clock.now();
    const leave = this.#admitExport(credentials, signal);
    try {
      const filter = await this.toFilter(query, credentials);
      if (filter.text && filter.since === undefined) {
        filter.since = defaultSince(filter.until, startedAt);
      }
      // What is appended from now on is not chased.
      const bounds = await this.#eventLog.bounds();
      const batches = readBatches({
        eventLog: this.#eventLog,
        bounds,
        filter,
        readVisible,
        signal,
        leave,
      });
      return { startedAt, batches };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** @returns a function that makes room again, however often and by whomever called. */
  #admitExport(
    credentials: BackstageCredentials,
    signal: AbortSignal | undefined,
  ): () => void {
    const release = this.#exports.admit(readerRefOf(credentials));
    let isOpen = true;
    const leave = () => {
      if (isOpen) {
        isOpen = false;
        release();
      }
    };
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) {
      leave();
    }
    return leave;
  }

  async streamEvents(
    query: EventStreamQuery,
    options: EventsCallOptions & {
      sink: EventStreamSink;
      /** Asked at the beginning and every five minutes; everything when left out. */
      readVisible?: () => Promise<VisibleEvents>;
    },
  ): Promise<void> {
    const { credentials, sink, readVisible = seeEverything } = options;
    const { after, ...filters } = query;
    if (after !== undefined && !isEventId(after)) {
      throw new InputError(
        `The place to go on after must be the id of an event, up to 9223372036854775807, got ${after}`,
      );
    }
    await this.#streams.open({
      ...{ after, sink, readVisible },
      readerRef: readerRefOf(credentials),
      expiresAt: credentials.expiresAt?.getTime(),
      filter: await this.toFilter(filters, credentials),
    });
  }

  /** The filters of a request by a certain reader. */
  async toFilter(
    query: EventsFilter,
    credentials: BackstageCredentials,
  ): Promise<EventFilter> {
    const filter = toEventFilter(query);
    const ownerRefs = query.ownedByMe
      ? await readOwnershipRefs({
          auth: this.#auth,
          userInfo: this.#userInfo,
          credentials,
        })
      : undefined;
    return { ...filter, ...(ownerRefs && { ownerRefs }) };
  }
}

async function seeEverything(): Promise<VisibleEvents> {
  return {
    condition: undefined,
    containers: undefined,
    hosts: true,
    settings: true,
  };
}

/** All events up to the newest of the beginning, the oldest first. */
async function* readBatches(options: {
  eventLog: EventLog<VisibleEvents>;
  bounds: { newest: string } | undefined;
  filter: EventFilter;
  readVisible?: () => Promise<VisibleEvents | undefined>;
  signal?: AbortSignal;
  /** Called at the end, whatever ends it. */
  leave: () => void;
}): AsyncGenerator<WatcherEvent[]> {
  const { eventLog, bounds, filter, readVisible, signal, leave } = options;
  try {
    let after = bounds && '0';
    while (after !== undefined && !signal?.aborted) {
      const read = await eventLog.read({
        after,
        upTo: bounds?.newest,
        filter,
        visible: await readVisible?.(),
        limit: EXPORT_BATCH,
      });
      if (read.events.length > 0) {
        yield read.events;
      }
      after = read.hasMore ? read.examinedUpTo : undefined;
    }
  } finally {
    leave();
  }
}

/** The same words whether it is not there or not to be seen. */
export function noSuchEvent(id: string): NotFoundError {
  return new NotFoundError(`No event '${id}'`);
}
