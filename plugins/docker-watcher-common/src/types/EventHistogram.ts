import { EventsFilter } from './EventsQuery';
import { EventSeverity } from './WatcherEvent';

/**
 * Which events are counted, and how finely.
 * @public
 */
export interface EventHistogramQuery extends EventsFilter {
  /** Into how many buckets the time range is divided: 1 to 200, default 60. */
  buckets?: number;
}

/**
 * How many events were appended when. Times are ISO 8601 in UTC.
 * @public
 */
export interface EventHistogram {
  /** Where the first bucket begins. Seven days before `until` unless asked otherwise. */
  since: string;
  /** Where the last bucket ends. The time of asking unless asked otherwise. */
  until: string;
  /** How long each bucket is, in milliseconds. */
  bucketMs: number;
  /** Every bucket in the order of time, also those without events. */
  buckets: EventHistogramBucket[];
  /**
   * Only when there was too much to count: from here on the counts are complete,
   * before it they are missing.
   */
  completeSince?: string;
}

/**
 * What was appended from `at` until the next bucket, by severity.
 * @public
 */
export interface EventHistogramBucket extends Record<EventSeverity, number> {
  at: string;
}
