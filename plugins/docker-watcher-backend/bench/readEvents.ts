import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { EventsQuery } from 'backstage-plugin-docker-watcher-common';
import { DatabaseEventLogStore } from '../src/database/DatabaseEventLogStore';
import { EventLog } from '../src/eventLog/EventLog';
import { SystemClock } from '../src/lib/SystemClock';
import { DefaultEventsService } from '../src/services/DefaultEventsService';
import { fillEventLog, LOG_FROM, LOG_MS } from './lib/fillEventLog';
import { compare, Report, takeTurns } from './lib/measure';
import { BenchDatabase, withDatabases } from './lib/openDatabases';
import { runBench } from './lib/runBench';

const SMALL = 10_000;
const LARGE = 1_000_000;
const PAGE = 50;
const ROUNDS = 25;
const PAGES_PER_ROUND = 10;

const day = (from: number) => ({
  since: new Date(LOG_FROM + from * LOG_MS).toISOString(),
  until: new Date(LOG_FROM + (from + 1 / 30) * LOG_MS).toISOString(),
});
/** One filter each; each finds more than a page in the small log, too. */
const FILTERS: Record<string, EventsQuery> = {
  'no filter': {},
  severity: { severity: ['error'] },
  'two severities': { severity: ['error', 'warn'] },
  source: { source: ['host'] },
  kind: { kind: ['container.died'] },
  host: { host: ['host-3'] },
  containerId: { containerId: ['7'.padStart(64, '0')] },
  workload: { workload: ['host-1/shop/worker/7'] },
  proxyId: { proxyId: ['proxy-1'] },
  entityRef: { entityRef: ['component:default/shop-7'] },
  'since and until': day(0.5),
};

/**
 * Pages of the log by one filter each, of a log with a million events beside one with
 * ten thousand; everything but the length of the log is the same.
 */
async function readEvents(): Promise<Report> {
  const report: Report = { comparisons: [], figures: [], facts: [] };
  await withDatabases(async small => {
    await fillEventLog(small.knex, SMALL);
    await withDatabases(async large => {
      await fillEventLog(large.knex, LARGE);
      const lengths = new Set<number>();
      for (const [name, query] of Object.entries(FILTERS)) {
        const sides = {
          ours: pages(large, query),
          bare: pages(small, query),
        };
        report.comparisons.push(
          compare(
            {
              name: `${name} on ${small.name}`,
              unit: 'ms',
              target: { atMost: 1.5 },
            },
            await takeTurns({ rounds: ROUNDS, warmUp: 3 }, sides),
          ),
        );
        lengths.add(await sides.ours.lengths());
        lengths.add(await sides.bare.lengths());
      }
      report.facts.push({
        text: `${small.name}: pages of ${[...lengths].join(' and ')} events.`,
        isAsExpected: lengths.size === 1 && lengths.has(PAGE),
      });
    }, small.name);
  });
  return report;
}

/** @returns milliseconds for each of some pages, one after the other */
function pages({ knex }: BenchDatabase, query: EventsQuery) {
  const events = DefaultEventsService.create({
    eventLog: EventLog.create({
      store: DatabaseEventLogStore.create({ knex }),
    }),
    streams: { open: () => Promise.reject(new Error('Nothing is streamed')) },
    clock: new SystemClock(),
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo(),
  });
  const read = () =>
    events.listEvents(
      { ...query, limit: PAGE },
      { credentials: mockCredentials.service() },
    );
  const round = async () => {
    const from = performance.now();
    for (let i = 0; i < PAGES_PER_ROUND; i++) {
      await read();
    }
    return [(performance.now() - from) / PAGES_PER_ROUND];
  };
  return Object.assign(round, {
    lengths: async () => (await read()).items.length,
  });
}

runBench(readEvents);
