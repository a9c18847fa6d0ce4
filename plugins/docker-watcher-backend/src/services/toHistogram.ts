import { EventHistogram } from 'backstage-plugin-docker-watcher-common';
import { EventsCount } from '../eventLog/EventLogStore';

/** What was counted, with the buckets in which nothing happened. */
export function toHistogram(options: {
  since: number;
  until: number;
  bucketMs: number;
  counted: EventsCount;
}): EventHistogram {
  const { since, until, bucketMs, counted } = options;
  const buckets = Array.from(
    { length: Math.ceil((until - since) / bucketMs) },
    (_, bucket) => ({
      at: toIso(since + bucket * bucketMs),
      info: 0,
      warn: 0,
      error: 0,
    }),
  );
  for (const { bucket, severity, count } of counted.counts) {
    buckets[bucket][severity] += count;
  }
  return {
    since: toIso(since),
    until: toIso(until),
    bucketMs,
    buckets,
    ...(counted.completeSince !== undefined && {
      completeSince: toIso(counted.completeSince),
    }),
  };
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
