import {
  EventHistogram,
  EventsPage,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { Expectations } from './expectations';
import { EventStreamRecorder } from '../EventStreamRecorder';
import { Answer, MatrixPortal } from './MatrixPortal';
import { Outcome, Probe, notFound, ok } from './Probe';
import { Cell, OWNERS, isTrusted, readsOf, seesAll } from './cells';
import { CONTAINERS, KnownEvent, entityRefOf } from './scene';

function reads(cell: Cell, { subject }: KnownEvent): boolean {
  switch (subject) {
    case 'settings':
      return isTrusted(cell);
    case 'host':
      return seesAll(cell);
    default:
      return readsOf(cell, subject);
  }
}

/** Filters by which somebody may try to get at what is another's. */
const filters: {
  query: string;
  passes: (event: KnownEvent, cell: Cell) => boolean;
}[] = [
  { query: '', passes: () => true },
  ...['labelled', 'untrusted', 'gone'].map(name => {
    const { id } = CONTAINERS.find(place => place.name === name)!;
    return {
      query: `containerId=${id}`,
      passes: (event: KnownEvent) => event.containerId === id,
    };
  }),
  {
    query: `entityRef=${entityRefOf('trusted')}`,
    passes: ({ subject }) => subject === 'trusted',
  },
  // Such a claim names no entity of an event.
  { query: `entityRef=${entityRefOf('untrusted')}`, passes: () => false },
  { query: 'source=settings', passes: ({ subject }) => subject === 'settings' },
  { query: 'q=nobodys', passes: ({ subject }) => subject === 'nobodys' },
  {
    query: 'ownedByMe=true',
    passes: ({ subject }, { caller }) =>
      OWNERS[subject] === caller && subject !== 'untrusted',
  },
];

/** A probe for each filter of a route that tells about many events. */
function probes(
  portal: MatrixPortal,
  options: {
    path: string;
    shows: Probe['shows'];
    /** What is shown of these. */
    of: (events: KnownEvent[]) => unknown;
  },
): Probe[] {
  const { path, shows, of } = options;
  return filters.map(({ query, passes }) => ({
    name: query || 'all',
    path: [path, portal.until, query].filter(Boolean).join('&'),
    shows,
    gets: cell =>
      cell.caller === 'service' && query.startsWith('ownedByMe')
        ? { status: 400, says: expect.stringMatching(/signed-in user/) }
        : ok(
            of(
              portal.events.filter(
                event => reads(cell, event) && passes(event, cell),
              ),
            ),
          ),
  }));
}

const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id);
const linesOf = ({ text }: Answer) => text.split('\n').filter(Boolean);

export const eventExpectations: Expectations = {
  'GET /events': portal =>
    probes(portal, {
      path: '/events?limit=500',
      of: events => idsOf(events).reverse(),
      shows: ({ body }: Answer<EventsPage>) => idsOf(body.items),
    }),
  'GET /events/{id}': portal => [
    ...portal.events.map(event => ({
      name: `${event.id} of ${event.subject}`,
      path: `/events/${event.id}`,
      gets: (cell: Cell) =>
        reads(cell, event) ? ok(event.id) : notFound(`No event '${event.id}'`),
      shows: ({ body }: Answer<WatcherEvent>) => body.id,
    })),
    {
      name: 'one that never was',
      path: '/events/4000000000',
      gets: () => notFound("No event '4000000000'"),
    },
  ],
  'GET /event-histogram': portal =>
    probes(portal, {
      path: '/event-histogram?buckets=10',
      of: events => events.length,
      shows: ({ body }: Answer<EventHistogram>) =>
        body.buckets.reduce(
          (sum, { info, warn, error }) => sum + info + warn + error,
          0,
        ),
    }),
  'GET /event-export': portal => [
    ...probes(portal, {
      path: '/event-export?format=ndjson',
      of: idsOf,
      shows: answer => idsOf(linesOf(answer).map(line => JSON.parse(line))),
    }),
    ...probes(portal, {
      path: '/event-export?format=csv',
      of: events => events.length,
      shows: answer => linesOf(answer).length - 1,
    }).map(probe => ({ ...probe, name: `${probe.name} as CSV` })),
  ],
  'GET /event-stream': portal => {
    const readBy = (cell: Cell) =>
      portal.events.filter(event => reads(cell, event));
    return [
      {
        name: 'what comes while it is open',
        gets: cell => ok(idsOf(readBy(cell).filter(({ isOld }) => !isOld))),
        ask: (_, cell) =>
          readStream(portal, portal.streamOf(cell.caller, 'live')),
      },
      {
        name: 'all from the start',
        gets: cell => ok(idsOf(readBy(cell))),
        ask: (_, cell) =>
          readStream(portal, portal.streamOf(cell.caller, 'replayed')),
      },
    ];
  },
};

/**
 * Every message tells how far the log was looked at for this reader. So the first one
 * past the last event proves that no other event is to come.
 */
async function readStream(
  portal: MatrixPortal,
  stream: EventStreamRecorder,
): Promise<Outcome> {
  const { status, messages } = stream;
  if (status !== 200) {
    return { status, says: stream.errorName };
  }
  const last = BigInt(portal.events[portal.events.length - 1].id);
  await stream.until(() => messages.some(({ id }) => BigInt(id) >= last));
  return ok(
    messages
      .filter(({ type, id }) => type === 'event' && BigInt(id) <= last)
      .map(({ data }) => data.id),
  );
}
