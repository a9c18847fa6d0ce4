import { InputError } from '@backstage/errors';
import { EventsFilter } from 'backstage-plugin-docker-watcher-common';
import { EventFilter } from '../eventLog/EventLogStore';

/** How far back is looked when nobody says. */
const DEFAULT_RANGE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The filters of a request, without those that depend on who asks.
 *
 * @throws InputError for times that are none and for ranges that end before they begin.
 */
export function toEventFilter(query: EventsFilter): EventFilter {
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
    proxyId: some(query.proxyId),
    entityRef: some(
      query.entityRef?.map(ref => ref.toLocaleLowerCase('en-US')),
    ),
    text: query.q || undefined,
    since,
    until,
  };
}

/** Where a range begins that was given no beginning: not before the last seven days. */
export function defaultSince(until: number | undefined, now: number): number {
  return Math.min(until ?? now, now) - DEFAULT_RANGE_MS;
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
