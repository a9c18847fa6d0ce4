import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { EventFilter } from './EventLogStore';

/** An event, and who owns the entity it is about. */
export interface OwnedEvent {
  event: WatcherEvent;
  ownerRefs: readonly string[];
}

type Name = keyof EventFilter;
type Wanted<K extends Name> = NonNullable<EventFilter[K]>;
type Test<K extends Name> = (owned: OwnedEvent, wanted: Wanted<K>) => boolean;

/** One test for each filter, so that none is forgotten. */
const TESTS: { [K in Name]: Test<K> } = {
  severity: ({ event }, wanted) => wanted.includes(event.severity),
  source: ({ event }, wanted) => wanted.includes(event.source),
  kind: ({ event }, wanted) => wanted.includes(event.kind),
  host: ({ event }, wanted) => isAmong(wanted, event.host),
  containerId: ({ event }, wanted) => isAmong(wanted, event.containerId),
  workload: ({ event }, wanted) => isAmong(wanted, event.workload),
  proxyId: ({ event }, wanted) => isAmong(wanted, event.proxyId),
  entityRef: ({ event }, wanted) => isAmong(wanted, event.entityRef),
  ownerRefs: ({ ownerRefs }, wanted) =>
    ownerRefs.some(ref => wanted.includes(ref)),
  since: ({ event }, wanted) => Date.parse(event.at) >= wanted,
  until: ({ event }, wanted) => Date.parse(event.at) < wanted,
  text: ({ event }, wanted) =>
    contains(event.message, wanted) ||
    contains(event.containerName ?? '', wanted),
};

/**
 * Whether an event passes a filter; the store's query language must give the same
 * answer.
 */
export function matchesEventFilter(
  owned: OwnedEvent,
  filter: EventFilter,
): boolean {
  return (Object.keys(TESTS) as Name[]).every(name =>
    passes({ owned, filter, name }),
  );
}

function passes<K extends Name>(options: {
  owned: OwnedEvent;
  filter: EventFilter;
  name: K;
}): boolean {
  const { owned, filter, name } = options;
  const wanted = filter[name];
  return wanted === undefined || TESTS[name](owned, wanted as Wanted<K>);
}

function isAmong(wanted: readonly string[], text: string | undefined): boolean {
  return text !== undefined && wanted.includes(text);
}

/**
 * As databases search that know the cases of letters without accents alone: others
 * are looked for as they were given, in lower and in upper case.
 */
function contains(text: string, part: string): boolean {
  const lower = lowerAscii(text);
  return [
    part,
    part.toLocaleLowerCase('en-US'),
    part.toLocaleUpperCase('en-US'),
  ].some(spelling => lower.includes(lowerAscii(spelling)));
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}
