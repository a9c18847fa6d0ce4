import {
  EventKind,
  EventSeverity,
  EventSource,
  WatcherEvent,
} from './WatcherEvent';

/**
 * Filters and place of a list of events. Several values of one filter mean any of
 * them; several filters mean all of them. An empty list or text is the same as
 * leaving the filter out.
 * @public
 */
export interface EventsQuery {
  host?: string[];
  /** The engine's full ids. */
  containerId?: string[];
  workload?: string[];
  kind?: EventKind[];
  severity?: EventSeverity[];
  source?: EventSource[];
  entityRef?: string[];
  /** Appended at this time or later; ISO 8601 with its zone. */
  since?: string;
  /** Appended before this time; ISO 8601 with its zone. */
  until?: string;
  /** 1 to 500, default 50. */
  limit?: number;
  cursor?: string;
}

/**
 * One page of events, the newest first. `nextCursor` leads to older events and is
 * left out at the end of the log. `prevCursor` leads to newer ones. Both stay good
 * while events are appended.
 * @public
 */
export interface EventsPage {
  items: WatcherEvent[];
  pageInfo: { nextCursor?: string; prevCursor?: string };
}
