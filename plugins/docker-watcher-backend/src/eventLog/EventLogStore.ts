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
  entityRef?: string[];
  /** Appended at or after, milliseconds since the epoch. */
  since?: number;
  /** Appended before, milliseconds since the epoch. */
  until?: number;
}

/** Where to read: the oldest after an id, or the newest before one. */
export type EventPlace =
  | { after: string; before?: undefined }
  | { before?: string; after?: undefined };

/** Keeps the log. Appending happens inside the commits of those who cause events. */
export interface EventLogStore<V = unknown> {
  /**
   * Events in ascending order for `after`, in descending order otherwise.
   *
   * @param options - `visible` is a condition that the store understands.
   */
  read(
    options: EventPlace & { filter?: EventFilter; visible?: V; limit: number },
  ): Promise<WatcherEvent[]>;

  get(id: string, visible?: V): Promise<WatcherEvent | undefined>;

  /** @returns the ids at both ends, `undefined` for an empty log. */
  bounds(): Promise<{ oldest: string; newest: string } | undefined>;

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
