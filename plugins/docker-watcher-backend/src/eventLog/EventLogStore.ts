import {
  EventKind,
  EventSeverity,
  EventSource,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';

type WithoutPlace<T> = T extends WatcherEvent ? Omit<T, 'id' | 'at'> : never;

/** An event that has not been given its place in the log. */
export type NewEvent = WithoutPlace<WatcherEvent>;

/** Which events are asked for. Several values of one filter mean any of them. */
export interface EventFilter {
  severity?: EventSeverity[];
  source?: EventSource[];
  kind?: EventKind[];
  host?: string[];
  containerId?: string[];
  workload?: string[];
  proxyId?: string[];
  entityRef?: string[];
  /** Of entities that one of them owns. */
  ownerRefs?: string[];
  /** Appended at or after, milliseconds since the epoch. */
  since?: number;
  /** Appended before, milliseconds since the epoch. */
  until?: number;
  /** Part of the message or of the container's name, in any case. */
  text?: string;
}

/** Where to read: the oldest after an id, or the newest before one. */
export type EventPlace =
  | { after: string; before?: undefined }
  | { before?: string; after?: undefined };

/** What is read, and from where. */
export type EventsReadOptions<V> = EventPlace & {
  filter?: EventFilter;
  /** A condition that the store understands. */
  visible?: V;
  /** No event with a greater id is looked at. */
  upTo?: string;
  limit: number;
};

/** What was found, and how far was looked. */
export interface EventsRead {
  /** Ascending for `after`, descending otherwise. */
  events: WatcherEvent[];
  /**
   * Everything from the place asked for up to this id was looked at: whoever reads on
   * from here misses and repeats nothing, however much of it was passed over.
   */
  examinedUpTo: string;
  /**
   * Whether there may be more from here on; a read ends with fewer events than its
   * limit when it has looked at enough.
   */
  hasMore: boolean;
}

/** How the events of a time range are counted. */
export interface EventsCountOptions<V> {
  filter: EventFilter & { since: number; until: number };
  visible?: V;
  bucketMs: number;
  /** How many of the newest events are looked at. */
  limit: number;
  signal?: AbortSignal;
}

export interface EventsCount {
  /** Buckets with events alone; the first one, which begins at `since`, is number 0. */
  counts: { bucket: number; severity: EventSeverity; count: number }[];
  /** Milliseconds since the epoch; only when there was more to look at than `limit`. */
  completeSince?: number;
}

/** Keeps the log. Appending happens inside the commits of those who cause events. */
export interface EventLogStore<V = unknown> {
  read(options: EventsReadOptions<V>): Promise<EventsRead>;

  get(id: string, visible?: V): Promise<WatcherEvent | undefined>;

  count(options: EventsCountOptions<V>): Promise<EventsCount>;

  /** @returns the ids at both ends, `undefined` for an empty log. */
  bounds(): Promise<{ oldest: string; newest: string } | undefined>;

  /**
   * The greatest id that was given to any event, deleted ones included, or '0'. None up
   * to it shows later.
   */
  lastGivenId(): Promise<string>;

  /**
   * Deletes up to `limit` of the oldest events of a severity that were appended
   * before a time.
   *
   * @param options - events with ids of at least `keepFrom` stay in any case.
   * @returns how many were deleted.
   */
  deleteOld(options: {
    severity: EventSeverity;
    appendedBefore: number;
    keepFrom?: string;
    limit: number;
  }): Promise<number>;
}
