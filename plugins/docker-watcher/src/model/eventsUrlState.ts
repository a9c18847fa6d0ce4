import {
  Container,
  EventHistogramQuery,
  EventKind,
  EventSeverity,
  EventSource,
  EventsFilter,
} from 'backstage-plugin-docker-watcher-common';
import { EVENT_KINDS, EVENT_SEVERITIES, EVENT_SOURCES } from './eventKinds';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Time ranges that end now, by their name in the address. */
const RANGE_MS = {
  '1h': HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  all: undefined,
} as const;

export type RangeName = keyof typeof RANGE_MS;
export const RANGE_NAMES: RangeName[] = ['1h', '24h', '7d', '30d', 'all'];
export const DEFAULT_RANGE: RangeName = '7d';
/** Before there were containers: the backend narrows a search without a beginning. */
const BEGINNING = '2000-01-01T00:00:00.000Z';
/** How far back the histogram of everything reaches. */
const LONGEST_HISTOGRAM_MS = 90 * DAY_MS;
const BUCKETS = 60;
/** So that each bucket is a length of time that people count in. */
const BUCKETS_OF: Record<RangeName, number> = {
  '1h': 60,
  '24h': 48,
  '7d': 56,
  '30d': 60,
  all: 90,
};
const AROUND_MS = 5 * 60_000;

/** A time range that ends now, or one between two times. */
export type EventsRange =
  | { name: RangeName }
  | { since: string; until: string };

/** What narrows the events down; everything that "clear filters" clears. */
export interface EventsUrlFilter {
  q?: string;
  severity: EventSeverity[];
  source: EventSource[];
  kind: EventKind[];
  host: string[];
  workload: string[];
  containerId: string[];
  proxyId: string[];
  entityRef: string[];
  ownedByMe: boolean;
  range: EventsRange;
}

/** Where one stands in the events: the whole of it is in the address. */
export interface EventsUrlState {
  filter: EventsUrlFilter;
  /** The event whose details are open. */
  event?: string;
}

export const EMPTY_EVENTS_FILTER: EventsUrlFilter = {
  q: undefined,
  severity: [],
  source: [],
  kind: [],
  host: [],
  workload: [],
  containerId: [],
  proxyId: [],
  entityRef: [],
  ownedByMe: false,
  range: { name: DEFAULT_RANGE },
};

const LISTS = [
  'severity',
  'source',
  'kind',
  'host',
  'workload',
  'containerId',
  'proxyId',
  'entityRef',
] as const;

function oneOf<T extends string>(known: readonly T[]) {
  return (value: string): value is T => known.some(each => each === value);
}

function text(params: URLSearchParams, name: string): string | undefined {
  return params.get(name)?.trim() || undefined;
}

function texts(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name))].filter(Boolean);
}

function parseTime(value: string | undefined): string | undefined {
  const time = value === undefined ? NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function parseRange(params: URLSearchParams): EventsRange {
  const since = parseTime(text(params, 'since'));
  const until = parseTime(text(params, 'until'));
  if (since && until && since < until) {
    return { since, until };
  }
  const name = RANGE_NAMES.find(each => each === params.get('range'));
  return { name: name ?? DEFAULT_RANGE };
}

/**
 * Reads the state of the tab from the address. What it does not know it ignores, so
 * an old or hand-written link still opens the tab.
 */
export function parseEventsUrlState(params: URLSearchParams): EventsUrlState {
  const event = text(params, 'event');
  return {
    filter: {
      q: text(params, 'q'),
      severity: texts(params, 'severity').filter(oneOf(EVENT_SEVERITIES)),
      source: texts(params, 'source').filter(oneOf(EVENT_SOURCES)),
      kind: texts(params, 'kind').filter(oneOf(EVENT_KINDS)),
      host: texts(params, 'host'),
      workload: texts(params, 'workload'),
      containerId: texts(params, 'containerId'),
      proxyId: texts(params, 'proxyId'),
      entityRef: texts(params, 'entityRef'),
      ownedByMe: params.get('ownedByMe') === 'true',
      range: parseRange(params),
    },
    event: event && /^[0-9]{1,19}$/.test(event) ? event : undefined,
  };
}

/** The counterpart of {@link parseEventsUrlState}; defaults are left out. */
export function formatEventsUrlState(state: EventsUrlState): URLSearchParams {
  const { filter, event } = state;
  const { range } = filter;
  const params = new URLSearchParams();
  if (filter.q) {
    params.set('q', filter.q);
  }
  for (const name of LISTS) {
    filter[name].forEach(value => params.append(name, value));
  }
  if (filter.ownedByMe) {
    params.set('ownedByMe', 'true');
  }
  if (!('name' in range)) {
    params.set('since', range.since);
    params.set('until', range.until);
  } else if (range.name !== DEFAULT_RANGE) {
    params.set('range', range.name);
  }
  if (event) {
    params.set('event', event);
  }
  return params;
}

/** Whether the log is looked at up to now, so that new events belong to it. */
export function endsNow(filter: EventsUrlFilter): boolean {
  return 'name' in filter.range;
}

/** What is asked for besides the time range. */
export function toStreamFilter(filter: EventsUrlFilter): EventsFilter {
  const some = <T>(values: readonly T[]) =>
    values.length > 0 ? [...values] : undefined;
  return {
    q: filter.q,
    severity: some(filter.severity),
    source: some(filter.source),
    kind: some(filter.kind),
    host: some(filter.host),
    workload: some(filter.workload),
    containerId: some(filter.containerId),
    proxyId: some(filter.proxyId),
    entityRef: some(filter.entityRef),
    ownedByMe: filter.ownedByMe || undefined,
  };
}

/** The whole of what is asked for, as of now. */
export function toEventsFilter(
  filter: EventsUrlFilter,
  now: number,
): EventsFilter {
  const { range } = filter;
  const rest = toStreamFilter(filter);
  if (!('name' in range)) {
    return { ...rest, ...range };
  }
  const ms = RANGE_MS[range.name];
  if (ms !== undefined) {
    return { ...rest, since: new Date(now - ms).toISOString() };
  }
  return { ...rest, since: filter.q ? BEGINNING : undefined };
}

/** The same for the histogram, which needs a beginning. */
export function toHistogramQuery(
  filter: EventsUrlFilter,
  now: number,
): EventHistogramQuery {
  const { range } = filter;
  if (!('name' in range)) {
    return { ...toEventsFilter(filter, now), buckets: BUCKETS };
  }
  const ms = RANGE_MS[range.name] ?? LONGEST_HISTOGRAM_MS;
  return {
    ...toStreamFilter(filter),
    since: new Date(now - ms).toISOString(),
    buckets: BUCKETS_OF[range.name],
  };
}

/** How many of the filters are in use; the time range is always there. */
export function countEventsFilters(filter: EventsUrlFilter): number {
  return (
    LISTS.reduce((count, name) => count + filter[name].length, 0) +
    [filter.q, filter.ownedByMe].filter(Boolean).length
  );
}

/**
 * The filter for the events of a container and of those that did its work before
 * it. Compose's labels can put a comma into the name of a workload, at which the
 * backend would take it apart; such a container is asked for alone.
 */
export function filterOfContainer(
  container: Pick<Container, 'host' | 'id' | 'workload'>,
): Pick<EventsUrlFilter, 'host' | 'workload' | 'containerId'> {
  const { host, id, workload } = container;
  const isAlone = workload.includes(',');
  return {
    host: [host],
    workload: isAlone ? [] : [workload],
    containerId: isAlone ? [id] : [],
  };
}

/** Some minutes before and after a time. */
export function rangeAround(at: string): EventsRange {
  const time = Date.parse(at);
  return {
    since: new Date(time - AROUND_MS).toISOString(),
    until: new Date(time + AROUND_MS).toISOString(),
  };
}
