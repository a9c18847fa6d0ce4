import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { Knex } from 'knex';
import { createRandom } from '../__testUtils__/createRandom';
import { waitUntil } from '../__testUtils__/waitUntil';
import { DatabaseEventLogStore } from '../database/DatabaseEventLogStore';
import { eventSubjects } from '../database/__testUtils__/eventSubjects';
import { idOf, seed } from '../database/__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import { appendEvents } from '../database/operations/appendEvents';
import { EVENTS_TABLE } from '../database/tables';
import { EventLog } from '../eventLog/EventLog';
import { NewEvent } from '../eventLog/EventLogStore';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { EventStreamHub } from './EventStreamHub';
import { StreamRequest } from './StreamReader';

jest.setTimeout(180_000);

const everything: VisibleEvents = {
  condition: undefined,
  containers: undefined,
  hosts: true,
  settings: true,
};
const seconds = (count: number) => count * 1_000;

function started(name: string, given: object = {}): NewEvent {
  const event: NewEvent = {
    kind: 'container.started',
    severity: 'info',
    source: 'container',
    host: 'local',
    containerId: idOf(`local/${name}`),
    containerName: name,
    workload: `local/name:${name}`,
    occurredAt: '2026-01-01T00:00:00.000Z',
    inferred: false,
    message: `${name} started`,
    details: { image: 'busybox:test' },
  };
  return Object.assign(event, given);
}

const unreachable: NewEvent = {
  kind: 'host.unreachable',
  severity: 'error',
  source: 'host',
  host: 'local',
  occurredAt: '2026-01-01T00:00:00.000Z',
  inferred: false,
  message: 'local is unreachable',
  details: { reason: 'Connection refused' },
};

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'the streams of events on %s',
  databaseId => {
    let knex: Knex;
    let clock: FakeClock;
    const hubs: EventStreamHub[] = [];

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      clock = new FakeClock();
    });

    afterEach(async () => {
      await Promise.all(hubs.splice(0).map(hub => hub.stop()));
    });

    /** A backend of its own, which hears of the events it appends itself. */
    function replica(
      options: Partial<Parameters<typeof EventStreamHub.create>[0]> = {},
    ) {
      const eventLog =
        options.eventLog ??
        EventLog.create({ store: DatabaseEventLogStore.create({ knex }) });
      const logger = mockServices.logger.mock();
      const hub = EventStreamHub.create({
        subjects: eventSubjects(knex),
        clock,
        logger,
        ...options,
        eventLog,
      });
      hubs.push(hub);
      const append = async (...events: NewEvent[]) => {
        await knex.transaction(tx =>
          appendEvents({ tx, events, now: clock.now() }),
        );
        eventLog.notifyAppended();
      };
      const open = async (
        request: Partial<StreamRequest> = {},
        sink = new RecordingSink(),
      ) => {
        await hub.open({
          readerRef: 'user:default/me',
          filter: {},
          readVisible: async () => everything,
          sink,
          ...request,
        });
        return sink;
      };
      return { eventLog, hub, logger, append, open };
    }

    const newestId = async () => {
      const row = await knex(EVENTS_TABLE).max({ id: 'id' }).first();
      return String(row?.id ?? 0);
    };

    describe('begin', () => {
      it('with what is appended from now on, after saying from where', async () => {
        const { append, open } = replica();
        await append(started('before'));
        const place = await newestId();
        const sink = await open();
        expect(sink.messages).toEqual([{ type: 'ready', id: place }]);

        await append(started('a'), unreachable);
        await append(started('b'));
        await waitUntil(() => sink.ids.length === 3);
        expect(sink.names).toEqual(['a', 'host', 'b']);
        expect(sink.messages[1]).toEqual({
          type: 'event',
          id: String(BigInt(place) + 1n),
          event: expect.objectContaining({
            message: 'a started',
            details: { image: 'busybox:test' },
          }),
        });
      });

      it('on an empty log', async () => {
        const { append, open } = replica();
        const sink = await open();
        expect(sink.messages).toEqual([{ type: 'ready', id: '0' }]);
        await append(started('a'));
        await waitUntil(() => sink.names.includes('a'));
      });

      it('after a place, with everything that follows it however much that is', async () => {
        const { append, open } = replica();
        const all = Array.from({ length: 1_700 }, (_, i) => `c${i}`);
        await append(...all.map(name => started(name)));
        const first = BigInt(await newestId()) - 1_699n;
        const sink = await open({ after: String(first + 9n) });
        await waitUntil(() => sink.ids.length >= 1_690);
        await append(started('last'));
        await waitUntil(() => sink.names.includes('last'));
        expect(sink.names).toEqual([...all.slice(10), 'last']);
        expect(sink.messages[0]).toEqual({
          type: 'ready',
          id: String(first + 9n),
        });
      });

      it('with a gap after a place that is older than all that is kept', async () => {
        const { append, open } = replica();
        await append(...['a', 'b', 'c', 'd'].map(name => started(name)));
        const last = BigInt(await newestId());
        await knex(EVENTS_TABLE)
          .where('id', '<=', String(last - 2n))
          .delete();

        const sink = await open({ after: String(last - 4n) });
        await waitUntil(() => sink.ids.length === 2);
        expect(sink.messages.slice(0, 2)).toEqual([
          { type: 'ready', id: String(last - 4n) },
          {
            type: 'gap',
            id: String(last - 2n),
            after: String(last - 4n),
            oldest: String(last - 1n),
          },
        ]);
        expect(sink.names).toEqual(['c', 'd']);

        const next = await open({ after: sink.messages[1].id });
        await waitUntil(() => next.ids.length === 2);
        expect(next.types).toEqual(['ready', 'event', 'event']);
      });

      it('without one after a place that was deleted when nothing followed it then', async () => {
        const { append, open } = replica();
        await append(started('old'), started('newer'));
        const place = await newestId();
        await knex(EVENTS_TABLE).where('id', place).delete();
        const sink = await open({ after: place });
        await append(started('a'));
        await waitUntil(() => sink.names.includes('a'));
        expect(sink.types).toEqual(['ready', 'event']);

        await knex(EVENTS_TABLE).delete();
        const emptied = await open({ after: sink.lastId });
        await append(started('b'));
        await waitUntil(() => emptied.names.includes('b'));
        expect(emptied.types).toEqual(['ready', 'event']);
      });

      it('with a gap up to now when all that followed a place was deleted', async () => {
        const { append, open } = replica();
        await append(...['a', 'b', 'c'].map(name => started(name)));
        const last = BigInt(await newestId());
        await knex(EVENTS_TABLE).delete();

        const after = String(last - 1n);
        const sink = await open({ after });
        expect(sink.messages).toEqual([
          { type: 'ready', id: after },
          {
            type: 'gap',
            id: String(last),
            after,
            oldest: String(last + 1n),
          },
        ]);
        const fresh = await open();
        expect(fresh.messages).toEqual([{ type: 'ready', id: String(last) }]);

        await append(started('d'));
        await waitUntil(() => sink.ids.length + fresh.ids.length === 2);
        const next = await open({ after: fresh.messages[0].id });
        await waitUntil(() => next.ids.length === 1);
        expect(next.types).toEqual(['ready', 'event']);
      });

      it('with a gap up to now after a place that this log has never had', async () => {
        const { append, open } = replica();
        await append(started('a'));
        const last = BigInt(await newestId());
        const after = '9223372036854775807';
        const sink = await open({ after });
        expect(sink.messages).toEqual([
          { type: 'ready', id: after },
          {
            type: 'gap',
            id: String(last),
            after,
            oldest: String(last + 1n),
          },
        ]);
        await append(started('b'));
        await waitUntil(() => sink.names.includes('b'));
        expect(sink.names).toEqual(['b']);
      });
    });

    describe('go on', () => {
      it('at another replica that was told of nothing, from the second after', async () => {
        const [one, other] = [replica(), replica()];
        const sink = await other.open();
        await one.append(started('a'));
        await clock.advance(seconds(1));
        await waitUntil(() => sink.names.includes('a'));
        await one.append(started('b'));
        await clock.advance(seconds(1));
        await waitUntil(() => sink.names.includes('b'));
        expect(sink.names).toEqual(['a', 'b']);
      });

      it('exactly once and in order wherever they are taken up, while others append', async () => {
        const random = createRandom('the reconnects');
        const replicas = [replica(), replica()];
        const appended: string[] = [];
        const state = { isWriting: true };
        const writers = replicas.map(async ({ append }, writer) => {
          for (let i = 0; i < 60; i++) {
            const names = Array.from(
              { length: 1 + Math.floor(random() * 12) },
              (_, n) => `w${writer}-${i}-${n}`,
            );
            await append(...names.map(name => started(name)));
            appended.push(...names);
            await clock.advance(random() < 0.2 ? seconds(1) : 0);
          }
        });
        const written = Promise.all(writers).finally(() => {
          state.isWriting = false;
        });

        const takeSome = async (sink: RecordingSink, known: number) => {
          const enough = Math.floor(random() * 80);
          await waitUntil(async () => {
            await clock.advance(state.isWriting ? 0 : seconds(1));
            const isAll = known + sink.ids.length >= appended.length;
            return sink.ids.length >= enough || (!state.isWriting && isAll);
          });
          sink.close();
        };
        const follow = async (reader: number) => {
          const seen: string[] = [];
          let after = '0';
          while (state.isWriting || seen.length < appended.length) {
            const { open } = replicas[Math.floor(random() * 2)];
            const readerRef = `user:default/${reader}`;
            const sink = await open({ readerRef, after });
            await takeSome(sink, seen.length);
            seen.push(...sink.ids);
            after = sink.lastId ?? after;
          }
          return seen;
        };
        const seen = await Promise.all([1, 2, 3, 4, 5].map(follow));
        await written;
        const rows = await knex(EVENTS_TABLE).select('id').orderBy('id');
        const ids = rows.map(({ id }) => String(id));
        expect(ids).toHaveLength(appended.length);
        for (const one of seen) {
          expect(one).toEqual(ids);
        }
      });

      it('with the events that pass the filter alone, and a place that moves all the same', async () => {
        const { append, open } = replica();
        const sinks = await Promise.all([
          open({ filter: { severity: ['error'] }, after: '0' }),
          open({ filter: { containerId: [idOf('local/b')] }, after: '0' }),
          open({ filter: { host: ['local', 'other'] }, after: '0' }),
          open({ filter: { entityRef: ['component:default/a'] }, after: '0' }),
        ]);
        const step = [
          started('a', { entityRef: 'component:default/a' }),
          started('b'),
          unreachable,
          started('c', { host: 'third' }),
        ];
        await append(...step);
        await append(...step);
        const last = await newestId();
        await waitUntil(() => sinks[2].ids.length === 6);
        expect(sinks.map(({ names }) => names)).toEqual([
          ['host', 'host'],
          ['b', 'b'],
          ['a', 'b', 'host', 'a', 'b', 'host'],
          ['a', 'a'],
        ]);
        await clock.advance(seconds(15));
        await waitUntil(() => sinks.every(sink => sink.lastId === last));
        expect(sinks.map(({ types }) => types[types.length - 1])).toEqual(
          Array(4).fill('heartbeat'),
        );
      });

      it('with a heartbeat every 15 seconds, from the current place', async () => {
        const { append, open } = replica();
        const sink = await open();
        await clock.advance(seconds(14));
        expect(sink.types).toEqual(['ready']);
        await clock.advance(seconds(1));
        expect(sink.types).toEqual(['ready', 'heartbeat']);
        await append(started('a'));
        await waitUntil(() => sink.names.includes('a'));
        await clock.advance(seconds(15));
        expect(sink.messages.slice(-1)).toEqual([
          { type: 'heartbeat', id: await newestId() },
        ]);
      });

      it('after the database was away, and say so once', async () => {
        const store = DatabaseEventLogStore.create({ knex });
        const eventLog = EventLog.create({ store });
        const { open, logger, append } = replica({ eventLog });
        const behind = await open({ after: '0' });
        const read = jest.spyOn(store, 'read').mockImplementation(async () => {
          throw new Error('Connection refused');
        });
        const later = await open({ after: '0' });
        await append(started('a'));
        await clock.advance(seconds(5));
        expect(behind.types).toEqual(['ready']);
        expect(logger.warn).toHaveBeenCalledTimes(1);
        expect(logger.warn).toHaveBeenCalledWith(
          'Could not read the event log for its open streams, trying again every second: Error: Connection refused',
        );
        read.mockRestore();
        await clock.advance(seconds(1));
        await waitUntil(
          () => behind.ids.length === 1 && later.ids.length === 1,
        );
      });
    });

    describe('show what may be seen', () => {
      const ofOwner: VisibleEvents = {
        ...everything,
        containers: { condition: 'owner', ownerRefs: ['group:default/a'] },
        hosts: false,
      };

      beforeEach(() =>
        seed(knex, {
          containers: [
            { name: 'mine', entity_ref: 'component:default/mine' },
            { name: 'other', entity_ref: 'component:default/other' },
          ],
          owners: { 'component:default/mine': ['group:default/a'] },
        }),
      );

      it('of each message, before and after the reader has caught up', async () => {
        const { append, open } = replica();
        const step = [started('mine'), started('other'), unreachable];
        await append(...step);
        const readers = await Promise.all(
          [
            everything,
            ofOwner,
            { ...everything, containers: 'none' as const },
            { ...everything, hosts: false },
          ].map(visible =>
            open({ after: '0', readVisible: async () => visible }),
          ),
        );
        const expectSteps = async (steps: number) => {
          await waitUntil(() => readers[0].ids.length === 3 * steps);
          expect(readers.map(({ names }) => names)).toEqual(
            [
              ['mine', 'other', 'host'],
              ['mine'],
              ['host'],
              ['mine', 'other'],
            ].map(names => Array(steps).fill(names).flat()),
          );
        };
        await waitUntil(() => readers.every(({ ids }) => ids.length > 0));
        await expectSteps(1);
        await append(...step);
        await expectSteps(2);
      });

      it('by a decision that is fetched again within five minutes', async () => {
        const { append, open } = replica();
        const readVisible = jest.fn(async () => everything);
        const sink = await open({ readVisible });
        await append(started('other'));
        await waitUntil(() => sink.names.includes('other'));
        readVisible.mockResolvedValue(ofOwner);
        await clock.advance(seconds(300));
        expect(readVisible.mock.calls.length).toBeGreaterThan(1);
        await append(started('other'), unreachable, started('mine'));
        await waitUntil(() => sink.names.includes('mine'));
        expect(sink.names).toEqual(['other', 'mine']);

        readVisible.mockRejectedValue(new NotAllowedError('No more'));
        await clock.advance(seconds(300));
        await append(started('mine'));
        await clock.advance(seconds(1));
        expect(sink.names).toEqual(['other', 'mine']);
        expect(sink.endReason).toBe('not-allowed');
        expect(sink.isClosed).toBe(true);
      });

      it.each([
        ['fails', async () => Promise.reject(new Error('No answer'))],
        ['never comes', () => new Promise<VisibleEvents>(() => {})],
      ])(
        'to nobody when a decision %s',
        async (_, decide: () => Promise<VisibleEvents>) => {
          const { append, open, hub } = replica();
          const readVisible = jest.fn(async () => everything);
          const sink = await open({ readVisible });
          readVisible.mockImplementation(decide);
          await clock.advance(seconds(5 * 60 + 30));
          await append(started('mine'));
          await clock.advance(seconds(1));
          expect(sink.names).toEqual([]);
          expect(sink.endReason).toBe('permissions-unavailable');
          expect(hub.size).toBe(0);
        },
      );

      it('to nobody who may see nothing from the beginning', async () => {
        const { hub, open } = replica();
        const sink = new RecordingSink();
        const readVisible = async () => {
          throw new NotAllowedError('Missing permission');
        };
        await expect(open({ readVisible }, sink)).rejects.toThrow(
          'Missing permission',
        );
        expect(sink.messages).toEqual([]);
        expect(hub.size).toBe(0);
        expect(clock.pending).toBe(0);
      });
    });

    describe('end', () => {
      it('when the token expires, and nothing is sent after that', async () => {
        const { append, open, hub } = replica();
        const expiresAt = clock.now() + seconds(60);
        const [sink, lasting] = [await open({ expiresAt }), await open()];
        await clock.advance(seconds(59));
        await append(started('a'));
        await waitUntil(() => sink.names.includes('a'));
        clock.setTime(expiresAt);
        await append(started('b'));
        await waitUntil(() => lasting.names.includes('b'));
        await clock.advance(seconds(1));
        expect(sink.names).toEqual(['a']);
        expect(sink.endReason).toBe('token-expired');
        expect(lasting.endReason).toBeUndefined();
        expect(hub.size).toBe(1);

        const again = await open({ after: sink.lastId });
        await waitUntil(() => again.names.length > 0);
        expect(again.names).toEqual(['b']);
      });

      it('at shutdown, all of them, those included that are only being opened', async () => {
        const { append, open, hub } = replica();
        let decide = (_: VisibleEvents) => {};
        const opening = open({
          readVisible: () =>
            new Promise(resolve => {
              decide = resolve;
            }),
        });
        const refused = opening.then(
          () => undefined,
          error => error,
        );
        const sinks = await Promise.all([open(), open({ after: '0' })]);
        await append(started('a'));
        await waitUntil(() => sinks.every(({ names }) => names.length === 1));
        const stuck = new RecordingSink();
        stuck.closesWhenEnded = false;
        await open({}, stuck);

        let isStopped = false;
        const stopped = hub.stop().then(() => {
          isStopped = true;
        });
        decide(everything);
        expect(await refused).toMatchObject({
          name: 'ServiceUnavailableError',
        });
        expect(sinks.map(sink => sink.endReason)).toEqual([
          'shutdown',
          'shutdown',
        ]);
        expect(sinks.every(sink => sink.isClosed)).toBe(true);
        await clock.advance(seconds(4));
        expect(isStopped).toBe(false);
        await clock.advance(seconds(1));
        await stopped;
        expect(stuck.isDestroyed).toBe(true);
        await expect(open()).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
          message: expect.stringContaining('open the stream again'),
        });
        expect(clock.pending).toBe(0);
      });

      it('when nothing is taken for half a minute, without holding up anybody', async () => {
        const { append, open, hub } = replica({ maxPendingBytes: 20_000 });
        const [sink, quick] = [new RecordingSink(), await open()];
        sink.highWaterMark = 10_000;
        sink.closesWhenEnded = false;
        await open({}, sink);
        sink.isStalled = true;
        for (let i = 0; i < 100; i++) {
          await append(...Array.from({ length: 20 }, () => started(`c${i}`)));
        }
        await waitUntil(() => quick.ids.length === 2_000);
        // One batch beyond what may wait, and no more.
        expect(sink.pendingBytes).toBeGreaterThan(20_000);
        expect(sink.pendingBytes).toBeLessThan(20_000 + 500 * 500);

        await clock.advance(seconds(29));
        expect(sink.endReason).toBeUndefined();
        await clock.advance(seconds(3));
        expect(sink.endReason).toBe('too-slow');
        expect(sink.isDestroyed).toBe(false);
        expect(hub.size).toBe(1);
        await clock.advance(seconds(5));
        expect(sink.isDestroyed).toBe(true);

        const again = await open({ after: sink.lastId });
        await waitUntil(
          () => sink.ids.length + again.ids.length === quick.ids.length,
        );
        expect([...sink.ids, ...again.ids]).toEqual(quick.ids);
      });

      it('not for a reader that is slow but takes what it is sent', async () => {
        const { append, open } = replica({ maxPendingBytes: 20_000 });
        const [sink, quick] = [new RecordingSink(), await open()];
        sink.highWaterMark = 10_000;
        sink.isStalled = true;
        await open({}, sink);
        await append(...Array.from({ length: 2_000 }, () => started('c')));
        await waitUntil(() => quick.ids.length === 2_000);
        for (let minute = 0; minute < 5; minute++) {
          await clock.advance(seconds(20));
          sink.take(Math.min(1_000, sink.pendingBytes));
        }
        expect(sink.ids.length).toBeLessThan(2_000);
        await waitUntil(() => {
          sink.take();
          return sink.ids.length === 2_000;
        });
        expect(sink.ids).toEqual(quick.ids);
        await append(started('last'));
        await waitUntil(() => sink.names.includes('last'));
        expect(sink.endReason).toBeUndefined();
      });
    });

    describe('are limited', () => {
      it('for each reader and in all, which is said with the number and the cure', async () => {
        const { open } = replica({ maxStreamsOfReader: 2, maxStreams: 3 });
        const first = await open();
        await open();
        await expect(open()).rejects.toMatchObject({
          name: 'TooManyStreamsError',
          status: 429,
          message:
            'user:default/me has 2 event streams open, and no more than 2 are allowed; close one, or a browser tab that shows events, and try again',
        });
        await open({ readerRef: 'user:default/other' });
        await expect(
          open({ readerRef: 'user:default/third' }),
        ).rejects.toMatchObject({
          status: 429,
          message: expect.stringMatching(
            /^3 event streams are open, and no more than 3 .*try again later/,
          ),
        });
        first.close();
        await open();
      });

      it('while they are only being opened, too', async () => {
        const { open } = replica({ maxStreamsOfReader: 1 });
        const sink = new RecordingSink();
        const readVisible = () => new Promise<VisibleEvents>(() => {});
        open({ readVisible }, sink).catch(() => {});
        await expect(open()).rejects.toMatchObject({ status: 429 });
        sink.close();
        await open();
      });
    });

    it('leave nothing behind after ten thousand quick reconnects', async () => {
      const store = DatabaseEventLogStore.create({ knex });
      const eventLog = EventLog.create({ store });
      const listening = new Set<object>();
      const { onAppended } = eventLog;
      jest.spyOn(eventLog, 'onAppended').mockImplementation(listener => {
        listening.add(listener);
        const stop = onAppended.call(eventLog, listener);
        return () => {
          listening.delete(listener);
          stop();
        };
      });
      const counts = { running: 0, reads: 0 };
      const count =
        <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          counts.running++;
          counts.reads++;
          try {
            return await run(...args);
          } finally {
            counts.running--;
          }
        };
      store.read = count(store.read.bind(store));
      store.bounds = count(store.bounds.bind(store));
      const { append, open, hub } = replica({ eventLog });
      await append(...Array.from({ length: 50 }, () => started('c')));
      const signals: RecordingSink[] = [];
      for (let i = 0; i < 100; i++) {
        const sinks = Array.from({ length: 100 }, () => new RecordingSink());
        const opening = sinks.map((sink, n) =>
          open({ readerRef: `user:default/${n}`, after: '0' }, sink),
        );
        // Some go at once, some while they are asked about, some when they are open.
        sinks.filter((_, n) => n % 3 === 0).forEach(sink => sink.close());
        await opening[i];
        sinks.filter((_, n) => n % 3 === 1).forEach(sink => sink.close());
        await Promise.all(opening);
        sinks.forEach(sink => sink.close());
        signals.push(...sinks);
      }
      expect(signals).toHaveLength(10_000);
      expect(hub.size).toBe(0);
      expect(listening.size).toBe(0);
      expect(clock.pending).toBe(0);
      await waitUntil(() => counts.running === 0);
      const { reads } = counts;
      await append(started('a'));
      await clock.advance(seconds(60));
      expect(counts.reads).toBe(reads);

      const sink = await open();
      await append(started('b'));
      await waitUntil(() => sink.names.includes('b'));
      expect(sink.names).toEqual(['b']);
    });
  },
);
