import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { EventLogCleaner } from '../eventLog/EventLogCleaner';
import { EventLog } from '../eventLog/EventLog';
import { NewEvent } from '../eventLog/EventLogStore';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { DatabaseEventLogStore } from './DatabaseEventLogStore';
import { appendEvents } from './operations/appendEvents';
import { EVENTS_TABLE } from './tables';
import { idOf, seed } from './__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const NOW = Date.parse('2026-01-01T10:00:00Z');

function event(name: string, fields: object = {}): NewEvent {
  const made: NewEvent = {
    kind: 'container.started',
    severity: 'info',
    source: 'container',
    host: 'local',
    containerId: idOf(`local/${name}`),
    containerName: name,
    workload: `local/name:${name}`,
    occurredAt: '2026-01-01T09:59:59.123Z',
    inferred: false,
    message: `${name} started`,
    details: { image: 'web:1' },
  };
  return Object.assign(made, fields);
}

const hostEvent = event('', {
  kind: 'host.unreachable',
  severity: 'error',
  source: 'host',
  containerId: undefined,
  containerName: undefined,
  workload: undefined,
  message: 'Host local cannot be reached: "no\nroute" 🐳',
  details: { reason: '"no\nroute" 🐳' },
});

function showing(given: Partial<VisibleEvents>): VisibleEvents {
  return {
    condition: undefined,
    containers: undefined,
    hosts: true,
    settings: true,
    ...given,
  };
}

describe.each(databases.eachSupportedId())(
  'the event log on %s',
  databaseId => {
    let knex: Knex;
    let store: DatabaseEventLogStore;

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      store = DatabaseEventLogStore.create({ knex });
    });

    const append = (events: NewEvent[], now = NOW) =>
      knex.transaction(tx => appendEvents({ tx, events, now }));
    const names = async (
      options: Partial<Parameters<typeof store.read>[0]> = {},
    ) =>
      (
        await store.read({ after: '0', limit: 5000, ...options } as Parameters<
          typeof store.read
        >[0])
      ).events.map(({ containerName }) => containerName ?? 'host');

    it('gives back what was appended, in its order, with its place', async () => {
      await expect(store.bounds()).resolves.toBeUndefined();
      const full = event('web', {
        entityRef: 'component:default/web',
        inferred: true,
        severity: 'error',
      });
      await append([full, hostEvent]);
      const { events: read } = await store.read({ after: '0', limit: 10 });
      const place = {
        id: expect.stringMatching(/^\d+$/),
        at: '2026-01-01T10:00:00.000Z',
      };
      expect(read).toEqual([
        { ...full, ...place },
        { ...hostEvent, ...place },
      ]);
      await expect(store.get(read[1].id)).resolves.toEqual(read[1]);
      await expect(store.get('999999')).resolves.toBeUndefined();
      await expect(store.bounds()).resolves.toEqual({
        oldest: read[0].id,
        newest: read[1].id,
      });
      await append([]);
    });

    it('takes many at once and pages through them both ways', async () => {
      const all = Array.from({ length: 1300 }, (_, i) => `c${i}`);
      await append(all.map(name => event(name)));
      await expect(names()).resolves.toEqual(all);
      const forth: string[] = [];
      let after = '0';
      for (;;) {
        const { events: page } = await store.read({ after, limit: 500 });
        if (page.length === 0) {
          break;
        }
        forth.push(...page.map(({ containerName }) => containerName ?? ''));
        after = page[page.length - 1].id;
      }
      expect(forth).toEqual(all);
      const back: string[] = [];
      let before: string | undefined;
      for (;;) {
        const { events: page } = await store.read({ before, limit: 500 });
        if (page.length === 0) {
          break;
        }
        back.push(...page.map(({ containerName }) => containerName ?? ''));
        before = page[page.length - 1].id;
      }
      expect(back).toEqual([...all].reverse());
    });

    it('never goes back in time, though our clock does', async () => {
      await append([event('a')], NOW);
      await append([event('b')], NOW - 3_600_000);
      await append([event('c')], NOW + 1000);
      const { events: read } = await store.read({ after: '0', limit: 10 });
      expect(read.map(({ at }) => Date.parse(at) - NOW)).toEqual([0, 0, 1000]);
    });

    it('finds by every filter, any value of one and all of several', async () => {
      await append([event('a', { entityRef: 'component:default/a' })], NOW);
      await append([event('b', { severity: 'warn', host: 'nas' })], NOW + 1000);
      await append(
        [event('c', { kind: 'container.removed', workload: 'w' }), hostEvent],
        NOW + 2000,
      );
      const cases: [Parameters<typeof names>[0], string[]][] = [
        [{}, ['a', 'b', 'c', 'host']],
        [{ filter: {} }, ['a', 'b', 'c', 'host']],
        [{ filter: { severity: ['warn', 'error'] } }, ['b', 'host']],
        [{ filter: { source: ['host'] } }, ['host']],
        [{ filter: { kind: ['container.removed'] } }, ['c']],
        [{ filter: { host: ['nas'] } }, ['b']],
        [{ filter: { containerId: [idOf('local/a')] } }, ['a']],
        [{ filter: { workload: ['w', 'x'] } }, ['c']],
        [{ filter: { entityRef: ['component:default/a'] } }, ['a']],
        [{ filter: { since: NOW + 1000 } }, ['b', 'c', 'host']],
        [{ filter: { until: NOW + 1000 } }, ['a']],
        [{ filter: { since: NOW + 1, until: NOW + 2000 } }, ['b']],
        [{ filter: { host: ['local'], severity: ['info'] } }, ['a', 'c']],
        [{ filter: { host: [] } }, []],
        [{ limit: 2 }, ['a', 'b']],
      ];
      for (const [options, found] of cases) {
        expect({ options, found: await names(options) }).toEqual({
          options,
          found,
        });
      }
    });

    it('shows events of containers that may be seen, removed ones too, and of hosts on their own', async () => {
      await seed(knex, {
        hosts: [{ name: 'local' }, { name: 'nas' }],
        containers: [
          { name: 'a', entity_ref: 'component:default/a' },
          { name: 'b', entity_ref: 'component:default/b', removed_at: 5 },
          { name: 'c' },
          // Another host's container with the same id.
          {
            name: 'twin',
            host: 'nas',
            id: idOf('local/c'),
            entity_ref: 'component:default/a',
          },
        ],
        owners: {
          'component:default/a': ['group:default/mine'],
          'component:default/b': ['group:default/mine'],
        },
      });
      await append([
        ...['a', 'b', 'c', 'forgotten'].map(name => event(name)),
        hostEvent,
      ]);
      const filter = {
        condition: 'owner' as const,
        ownerRefs: ['group:default/mine'],
      };
      const cases: [Parameters<typeof names>[0], string[]][] = [
        [
          { visible: showing({ containers: undefined, hosts: true }) },
          ['a', 'b', 'c', 'forgotten', 'host'],
        ],
        [
          { visible: showing({ containers: undefined, hosts: false }) },
          ['a', 'b', 'c', 'forgotten'],
        ],
        [{ visible: showing({ containers: 'none', hosts: true }) }, ['host']],
        [{ visible: showing({ containers: 'none', hosts: false }) }, []],
        [
          { visible: showing({ containers: filter, hosts: true }) },
          ['a', 'b', 'host'],
        ],
        [
          { visible: showing({ containers: filter, hosts: false }) },
          ['a', 'b'],
        ],
      ];
      for (const [options, found] of cases) {
        expect({ options, found: await names(options) }).toEqual({
          options,
          found,
        });
      }
      const {
        events: [first],
      } = await store.read({ after: '0', limit: 1 });
      await expect(
        store.get(first.id, showing({ containers: 'none', hosts: true })),
      ).resolves.toBeUndefined();
      await expect(
        store.get(first.id, showing({ containers: filter, hosts: false })),
      ).resolves.toEqual(first);
    });

    it('deletes the oldest of a severity in batches, never what a reader still needs', async () => {
      await append(
        ['a', 'b', 'c'].map(name => event(name)),
        NOW,
      );
      await append([event('w', { severity: 'warn' })], NOW);
      await append(
        ['d', 'e'].map(name => event(name)),
        NOW + 5000,
      );
      const old = { severity: 'info' as const, appendedBefore: NOW + 1 };
      await expect(store.deleteOld({ ...old, limit: 2 })).resolves.toBe(2);
      await expect(names()).resolves.toEqual(['c', 'w', 'd', 'e']);
      const {
        events: [{ id }],
      } = await store.read({ after: '0', limit: 1 });
      await expect(
        store.deleteOld({ ...old, limit: 9, keepFrom: id }),
      ).resolves.toBe(0);
      await expect(store.deleteOld({ ...old, limit: 9 })).resolves.toBe(1);
      await expect(store.deleteOld({ ...old, limit: 9 })).resolves.toBe(0);
      await expect(names()).resolves.toEqual(['w', 'd', 'e']);
    });

    it('never gives an id twice, even after everything was deleted', async () => {
      await append([event('a')]);
      const bounds = await store.bounds();
      await store.deleteOld({
        severity: 'info',
        appendedBefore: NOW + 1,
        limit: 9,
      });
      await append([event('b')]);
      const after = bounds?.newest ?? '';
      await expect(names({ after })).resolves.toEqual(['b']);
    });

    it('is cleaned by severity until told to stop', async () => {
      const clock = new FakeClock(NOW + 10_000);
      const logger = mockServices.logger.mock();
      const cleaner = (keepFrom?: string) =>
        EventLogCleaner.create({
          store,
          clock,
          logger,
          readRetention: async () => ({ info: 5000, warn: 20_000, error: 0 }),
          readKeepFrom: async () => keepFrom,
        });
      const { signal } = new AbortController();
      await append([
        ...Array.from({ length: 2500 }, () => event('a')),
        event('w', { severity: 'warn' }),
        hostEvent,
      ]);
      const bounds = await store.bounds();
      await expect(cleaner().clean(AbortSignal.abort())).resolves.toBe(0);
      await expect(cleaner(bounds?.oldest).clean(signal)).resolves.toBe(0);
      expect(logger.info).not.toHaveBeenCalled();
      await expect(cleaner().clean(signal)).resolves.toBe(2501);
      expect(logger.info).toHaveBeenCalledWith(
        'Deleted 2501 events past their retention',
      );
      await expect(names()).resolves.toEqual(['w']);
    });

    if (databaseId !== 'SQLITE_3') {
      const plainInsert = (tx: Knex.Transaction, name: string) =>
        tx(EVENTS_TABLE).insert({
          at: NOW,
          occurred_at: NOW,
          severity: 'info',
          source: 'container',
          kind: 'container.started',
          container_name: name,
          inferred: false,
          message: '',
          details: '{}',
        });

      /** Two appends that overlap, the first of which commits last; a reader in between. */
      const race = async (
        insert: (tx: Knex.Transaction, name: string) => Promise<unknown>,
      ) => {
        const seen: string[] = [];
        let cursor = '0';
        const readOn = async () => {
          const { events } = await store.read({ after: cursor, limit: 10 });
          for (const one of events) {
            seen.push(one.containerName ?? '');
            cursor = one.id;
          }
        };
        const first = await knex.transaction();
        await insert(first, 'first');
        let isSecondDone = false;
        const second = knex
          .transaction(tx => insert(tx, 'second'))
          .then(() => {
            isSecondDone = true;
          });
        await untilDoneOrWaiting(knex, () => isSecondDone);
        await readOn();
        await first.commit();
        await second;
        await readOn();
        return seen;
      };

      it('loses a reader events when they are inserted without the lock', async () => {
        await expect(race(plainInsert)).resolves.toEqual(['second']);
      });

      it('shows events in the order of their ids, so a reader misses none', async () => {
        await expect(
          race((tx, name) =>
            appendEvents({ tx, events: [event(name)], now: NOW }),
          ),
        ).resolves.toEqual(['first', 'second']);
      });

      it('tells of no last id whose event may show only later', async () => {
        const first = await knex.transaction();
        await appendEvents({ tx: first, events: [event('first')], now: NOW });
        let isTold = false;
        const told = store.lastGivenId().then(async last => {
          isTold = true;
          return { last, shown: (await store.bounds())?.newest };
        });
        await untilDoneOrWaiting(knex, () => isTold);
        const early = isTold ? await told : undefined;
        await first.commit();
        expect(early).toBeUndefined();
        const { last, shown } = await told;
        expect(shown).toBe(last);
      });

      it('misses nothing while many append at random', async () => {
        const seen: string[] = [];
        let cursor = '0';
        let isOver = false;
        const reading = (async () => {
          for (;;) {
            const wasOver = isOver;
            const { events: page } = await store.read({
              after: cursor,
              limit: 7,
            });
            for (const { id, containerName } of page) {
              cursor = id;
              seen.push(containerName ?? '');
            }
            if (wasOver && page.length === 0) {
              return;
            }
          }
        })();
        const writers = Array.from({ length: 6 }, async (_, writer) => {
          for (let i = 0; i < 40; i++) {
            await knex.transaction(async tx => {
              await appendEvents({
                tx,
                events: [event(`${writer}/${i}`), event(`${writer}/${i}b`)],
                now: NOW,
              });
              await tx.raw('select pg_sleep(?)', [((i * 7) % 4) / 1000]);
            });
          }
        });
        await Promise.all(writers);
        isOver = true;
        await reading;
        expect(seen).toHaveLength(480);
        expect(new Set(seen).size).toBe(480);
      });
    }
  },
);

it('EventLog tells listeners until they leave, also when they leave meanwhile', () => {
  const log = EventLog.create({
    store: {
      read: async () => ({ events: [], examinedUpTo: '0', hasMore: false }),
      count: async () => ({ counts: [] }),
      get: async () => undefined,
      bounds: async () => undefined,
      lastGivenId: async () => '0',
      deleteOld: async () => 0,
    },
  });
  const told: string[] = [];
  const leave = log.onAppended(() => {
    told.push('a');
    leave();
  });
  log.onAppended(() => told.push('b'));
  log.notifyAppended();
  log.notifyAppended();
  expect(told).toEqual(['a', 'b', 'b']);
});

async function untilDoneOrWaiting(knex: Knex, isDone: () => boolean) {
  const end = Date.now() + 30_000;
  for (;;) {
    const { rows } = await knex.raw(
      `select count(*) as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (isDone() || Number(rows[0].count) > 0) {
      return;
    }
    if (Date.now() > end) {
      throw new Error('The second append neither ended nor waits');
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
