import { Knex } from 'knex';
import { createRandom } from '../__testUtils__/createRandom';
import { DatabaseEventLogStore } from '../database/DatabaseEventLogStore';
import { eventSubjects } from '../database/__testUtils__/eventSubjects';
import { idOf, seed } from '../database/__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import { appendEvents } from '../database/operations/appendEvents';
import { EventFilter, NewEvent } from '../eventLog/EventLogStore';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { EventTail } from './EventTail';
import { StreamReader } from './StreamReader';

jest.setTimeout(120_000);

const T0 = Date.parse('2026-01-01T00:00:00Z');
const HOSTS = ['local', 'other', 'gone'];
const NAMES = ['web', 'Web_2', 'größe', 'ÄRGER', '100%', 'db\\x'];
const ENTITIES = ['component:default/a', 'component:default/b'];
const OWNERS = ['group:default/a', 'group:default/b', 'group:default/c'];

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'the tail of the log on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      await seed(knex, {
        hosts: [{ name: 'local' }, { name: 'other' }],
        containers: ['local', 'other'].flatMap(host =>
          NAMES.map((name, i) => ({
            ...{ host, name, entity_ref: ENTITIES[i] },
            labels: (i % 2 ? { tier: name } : {}) as Record<string, string>,
          })),
        ),
        owners: {
          'component:default/a': ['group:default/a', 'group:default/c'],
          'component:default/b': ['group:default/b'],
        },
      });
    });

    it('gives each reader what the database would, whatever the filter and what may be seen', async () => {
      const random = createRandom('the filters');
      const one = <T>(values: readonly T[]): T =>
        values[Math.floor(random() * values.length)];
      const maybe = <T>(value: () => T, odds = 0.3): T | undefined =>
        random() < odds ? value() : undefined;
      const some = <T>(values: readonly T[]): T[] =>
        values.filter(() => random() < 0.5);

      const createEvent = (): NewEvent => {
        const host = maybe(() => one(HOSTS), 0.9);
        const name = host === undefined ? undefined : maybe(() => one(NAMES));
        const event: NewEvent = {
          kind: 'container.started',
          severity: one(['info', 'warn', 'error']),
          source: one(['host', 'container', 'settings', 'user', 'proxy']),
          host,
          containerName: name,
          containerId: name && idOf(`${host}/${name}`),
          workload: name && `${host}/name:${name}`,
          entityRef: maybe(() => one(ENTITIES)),
          proxyId: maybe(() => one(['p1', 'p2'])),
          occurredAt: '2026-01-01T00:00:00.000Z',
          inferred: false,
          message: `${one(['Started', 'started', 'STRASSE'])} ${one(NAMES)}`,
          details: { image: 'busybox:test' },
        };
        return event;
      };
      for (let batch = 0; batch < 8; batch++) {
        const events = Array.from({ length: 40 }, createEvent);
        await knex.transaction(tx =>
          appendEvents({ tx, events, now: T0 + batch * 1_000 }),
        );
      }

      const createCondition = (depth = 0): ContainerFilter => {
        const parts = () =>
          Array.from({ length: Math.floor(random() * 3) }, () =>
            createCondition(depth + 1),
          );
        switch (depth > 2 ? one([0, 1, 2]) : one([0, 1, 2, 3, 4, 5])) {
          case 0:
            return {
              condition: 'owner',
              ownerRefs: some(OWNERS),
              by: one(['trusted', 'any-claim']),
            };
          case 1:
            return { condition: 'host', hosts: some(HOSTS) };
          case 2:
            return {
              condition: 'label',
              key: 'tier',
              value: maybe(() => one(NAMES)),
            };
          case 3:
            return { allOf: parts() };
          case 4:
            return { anyOf: parts() };
          default:
            return { not: createCondition(depth + 1) };
        }
      };
      const createVisible = (): VisibleEvents => ({
        condition: maybe(createCondition),
        containers: one([undefined, 'none', createCondition()]),
        hosts: random() < 0.5,
        settings: random() < 0.5,
      });
      const createFilter = (): EventFilter => ({
        severity: maybe(() => some(['info', 'warn', 'error'])),
        source: maybe(() => some(['host', 'container', 'settings'])),
        kind: maybe(() => one([['container.started'], ['container.died']])),
        host: maybe(() => some(HOSTS)),
        containerId: maybe(() => [idOf(`local/${one(NAMES)}`)], 0.1),
        workload: maybe(() => [`local/name:${one(NAMES)}`], 0.1),
        proxyId: maybe(() => ['p1'], 0.1),
        entityRef: maybe(() => some(ENTITIES), 0.1),
        ownerRefs: maybe(() => some(OWNERS)),
        since: maybe(() => T0 + 2_000, 0.1),
        until: maybe(() => T0 + 6_000, 0.1),
        text: maybe(() =>
          one(['started', 'wEB', 'web_', 'größe', 'ÄRGER', '%', '\\', 'e 1']),
        ),
      });

      const store = DatabaseEventLogStore.create({ knex });
      const tail = EventTail.create({
        eventLog: store,
        subjects: eventSubjects(knex),
        maxPendingBytes: Infinity,
        onBehind: () => {},
      });
      const readers = Array.from({ length: 300 }, () => {
        const [filter, sink] = [createFilter(), new RecordingSink()];
        const reader = StreamReader.create(
          { filter, sink },
          { clock: new FakeClock() },
        );
        reader.decide(createVisible());
        reader.start(0n);
        expect(tail.join(reader)).toBe(true);
        return { reader, sink };
      });
      await tail.poll();
      let found = 0;
      for (const { reader, sink } of readers) {
        const { filter, visible } = reader;
        const { events } = await store.read({
          ...{ filter, visible },
          after: '0',
          limit: 500,
        });
        expect({ filter, visible, ids: sink.ids }).toEqual({
          ...{ filter, visible },
          ids: events.map(({ id }) => id),
        });
        found += events.length;
        expect(reader.place).toBe(tail.place);
      }
      // It would prove little otherwise.
      expect(found).toBeGreaterThan(1_000);
    });

    it('lets nobody join who has not got that far, and sends nothing twice to who is further', async () => {
      const store = DatabaseEventLogStore.create({ knex });
      const tail = EventTail.create({
        eventLog: store,
        subjects: eventSubjects(knex),
        maxPendingBytes: Infinity,
        onBehind: () => {},
      });
      const events = ['a', 'b', 'c'].map(
        (name): NewEvent => ({
          kind: 'container.removed',
          severity: 'info',
          source: 'container',
          containerName: name,
          occurredAt: '2026-01-01T00:00:00.000Z',
          inferred: false,
          message: name,
          details: { image: 'busybox:test' },
        }),
      );
      await knex.transaction(tx => appendEvents({ tx, events, now: T0 }));
      const readerAt = (place: bigint) => {
        const sink = new RecordingSink();
        const reader = StreamReader.create(
          { filter: {}, sink },
          { clock: new FakeClock() },
        );
        reader.decide({
          ...{ condition: undefined, containers: undefined },
          ...{ hosts: true, settings: true },
        });
        reader.start(place);
        return { reader, sink };
      };
      const [first, second, third] = [readerAt(1n), readerAt(2n), readerAt(0n)];
      expect(tail.join(first.reader)).toBe(true);
      expect(tail.join(second.reader)).toBe(true);
      expect(tail.join(third.reader)).toBe(false);
      await Promise.all([tail.poll(), tail.poll()]);
      expect(first.sink.names).toEqual(['b', 'c']);
      expect(second.sink.names).toEqual(['c']);
      expect(third.sink.names).toEqual([]);
      expect(tail.place).toBe(3n);

      tail.leave(first.reader);
      tail.leave(second.reader);
      expect(tail.join(third.reader)).toBe(true);
      await tail.poll();
      expect(third.sink.names).toEqual(['a', 'b', 'c']);
    });
  },
);
