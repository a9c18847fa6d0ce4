import {
  EventKind,
  EventSeverity,
  EventSource,
  WatcherEvent,
} from './WatcherEvent';

/**
 * Which events are asked for. Several values of one filter mean any of them; several
 * filters mean all of them. An empty list or text is the same as leaving the filter
 * out.
 * @public
 */
export interface EventsFilter {
  host?: string[];
  /** The engine's full ids. */
  containerId?: string[];
  workload?: string[];
  kind?: EventKind[];
  severity?: EventSeverity[];
  source?: EventSource[];
  proxyId?: string[];
  entityRef?: string[];
  /** Only of what the asking user owns. */
  ownedByMe?: boolean;
  /** Appended at this time or later; ISO 8601 with its zone. */
  since?: string;
  /** Appended before this time; ISO 8601 with its zone. */
  until?: string;
  /**
   * Part of the message, in any case, or of the name of the container. It is looked
   * for between `since` and `until`, by default in the last seven days.
   */
  q?: string;
}

/**
 * Filters and place of a list of events.
 * @public
 */
export interface EventsQuery extends EventsFilter {
  /** 1 to 500, default 50. */
  limit?: number;
  cursor?: string;
}

/**
 * One page of events, the newest first. `nextCursor` leads to older events and is
 * left out at the end of the log. `prevCursor` leads to newer ones. Both stay good
 * while events are appended.
 *
 * @remarks A page looks at a bounded number of events, so one with rare matches may be
 * short, even empty, and still have a `nextCursor`.
 * @public
 */
export interface EventsPage {
  items: WatcherEvent[];
  pageInfo: { nextCursor?: string; prevCursor?: string };
}
