import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  EventHistogramQuery,
  EventsFilter,
  EventsPage,
  EventsQuery,
  WatcherEvent,
  dockerWatcherContainerReadPermission,
  dockerWatcherEventReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import { Knex } from 'knex';
import { DatabaseEventLogStore } from '../database/DatabaseEventLogStore';
import { eventSubjects } from '../database/__testUtils__/eventSubjects';
import { idOf, seed } from '../database/__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import { appendEvents } from '../database/operations/appendEvents';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { EventStreamHub } from '../delivery/EventStreamHub';
import { EventLog } from '../eventLog/EventLog';
import { NewEvent } from '../eventLog/EventLogStore';
import {
  createDockerWatcherContainerConditionalDecision,
  createDockerWatcherEventConditionalDecision,
  dockerWatcherContainerConditions,
  dockerWatcherEventConditions,
} from '../permissions/conditionExports';
import { containerRules, eventRules } from '../permissions/rules';
import { AuthorizedEventsService } from './AuthorizedEventsService';
import { DefaultEventsService } from './DefaultEventsService';
import { ReaderDecisions } from './ReaderDecisions';

jest.setTimeout(60_000);

const allow: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };
const ifEventOfOwner = createDockerWatcherEventConditionalDecision(
  dockerWatcherEventReadPermission,
  dockerWatcherEventConditions.isOwner({ claims: ['Group:Default/A'] }),
);
const ifOwner = createDockerWatcherContainerConditionalDecision(
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerConditions.isOwner({ claims: ['group:default/a'] }),
);
const credentials = mockCredentials.user();
const T0 = Date.parse('2026-01-01T00:00:00.000Z');

function started(name: string, given: Partial<NewEvent> = {}): NewEvent {
  return {
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
    ...given,
  } as NewEvent;
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

const changed: NewEvent = {
  kind: 'settings.changed',
  severity: 'info',
  source: 'settings',
  occurredAt: '2026-01-01T00:00:00.000Z',
  inferred: false,
  message: 'changed settings',
  details: { version: 1, changes: [] },
};

/** Whole numbers below a bound, the same ones for the same start. */
function randomFrom(start: number): (bound: number) => number {
  let state = start * 2_654_435_761;
  return bound => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

async function exportAll(
  service: AuthorizedEventsService,
  filter: EventsFilter = {},
): Promise<WatcherEvent[]> {
  const { batches } = await service.exportEvents(filter, { credentials });
  const events: WatcherEvent[] = [];
  for await (const batch of batches) {
    events.push(...batch);
  }
  return events;
}

const messages = (page: EventsPage) => page.items.map(item => item.message);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('the events on %s', databaseId => {
  let knex: Knex;
  let clock: FakeClock;

  beforeEach(async () => {
    clock = new FakeClock(T0 + 60_000);
    knex = await createMigratedDatabase(databases, databaseId);
  });

  const append = (events: NewEvent[], now: number = T0) =>
    knex.transaction(tx => appendEvents({ tx, events, now }));

  function serviceFor(
    decisions: {
      use?: DefinitivePolicyDecision;
      host?: DefinitivePolicyDecision;
      settings?: DefinitivePolicyDecision;
      container?: PolicyDecision;
      event?: PolicyDecision;
    } = {},
  ) {
    const store = DatabaseEventLogStore.create({ knex });
    const eventLog = EventLog.create({ store });
    return AuthorizedEventsService.create({
      events: DefaultEventsService.create({
        eventLog,
        streams: EventStreamHub.create({
          ...{ eventLog, clock, logger: mockServices.logger.mock() },
          subjects: eventSubjects(knex),
        }),
        auth: mockServices.auth(),
        userInfo: mockServices.userInfo({
          userEntityRef: 'user:default/me',
          ownershipEntityRefs: ['user:default/Me', 'Group:default/a'],
        }),
        clock,
      }),
      decisions: ReaderDecisions.create({
        permissions: mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) =>
              permission.name === 'docker-watcher.use'
                ? decisions.use ?? allow
                : decisions.host ?? allow,
            ),
          authorizeConditional: async requests =>
            requests.map(({ permission }) =>
              permission.name === 'docker-watcher.event.read'
                ? decisions.event ?? allow
                : decisions.container ?? allow,
            ),
        }),
        toFilter: createConditionTransformer(Object.values(containerRules)),
        toEventCondition: createConditionTransformer(Object.values(eventRules)),
        mayReadSettings: async () => decisions.settings !== deny,
      }),
      clock,
    });
  }

  const list = (query: EventsQuery = {}) =>
    serviceFor().listEvents(query, { credentials });

  describe('as pages', () => {
    it('lead through the whole log both ways, whatever is appended meanwhile', async () => {
      await append([1, 2, 3, 4, 5].map(number => started(`c${number}`)));
      const first = await list({ limit: 2 });
      expect(messages(first)).toEqual(['c5 started', 'c4 started']);
      expect(first.pageInfo.prevCursor).toBeUndefined();

      await append([started('c6'), started('c7'), started('c8')]);
      const second = await list({
        limit: 2,
        cursor: first.pageInfo.nextCursor,
      });
      expect(messages(second)).toEqual(['c3 started', 'c2 started']);
      const third = await list({
        limit: 2,
        cursor: second.pageInfo.nextCursor,
      });
      expect(messages(third)).toEqual(['c1 started']);
      expect(third.pageInfo.nextCursor).toBeUndefined();

      const seen = messages(third);
      let cursor = third.pageInfo.prevCursor;
      while (cursor) {
        const newer: EventsPage = await list({ limit: 3, cursor });
        seen.unshift(...messages(newer));
        expect(newer.pageInfo.nextCursor).toBeDefined();
        cursor = newer.pageInfo.prevCursor;
      }
      expect(seen).toEqual(
        [8, 7, 6, 5, 4, 3, 2, 1].map(number => `c${number} started`),
      );
    });

    it.each([1, 2, 3, 4, 5])(
      'show each event once and in order, forth and back, whatever is appended when (%s)',
      async seedNumber => {
        const random = randomFrom(seedNumber);
        const queries: EventsQuery[] = [
          {},
          { severity: ['warn', 'error'] },
          { host: ['h0', 'h2'], q: 'STARTED' },
          { q: 'C', ownedByMe: true },
        ];
        const query = queries[seedNumber % queries.length];
        await seed(knex, {
          owners: { 'component:default/mine': ['group:default/a'] },
        });
        let appended = 0;
        const appendSome = () =>
          append(
            Array.from({ length: random(6) }, () =>
              started(`c${appended++}`, {
                severity: (['info', 'warn', 'error'] as const)[random(3)],
                host: `h${random(3)}`,
                ...(random(2) && { entityRef: 'component:default/mine' }),
              }),
            ),
          );
        for (let i = 0; i < 25; i++) {
          await appendSome();
        }
        const all = async () => {
          const ids: string[] = [];
          for (let cursor: string | undefined; ; ) {
            const page: EventsPage = await list({
              ...query,
              limit: 500,
              cursor,
            });
            ids.push(...page.items.map(({ id }) => id));
            cursor = page.pageInfo.nextCursor;
            if (!cursor) {
              return ids;
            }
          }
        };
        const limit = () => 1 + random(9);
        const before = await all();
        const back: string[] = [];
        let page = await list({ ...query, limit: limit() });
        for (;;) {
          back.push(...page.items.map(({ id }) => id));
          await appendSome();
          // To and fro, which must lead to the same place.
          const newer = await list({
            ...query,
            limit: 2,
            cursor: page.pageInfo.prevCursor ?? page.pageInfo.nextCursor,
          });
          const again = await list({
            ...query,
            limit: 500,
            cursor:
              page.pageInfo.prevCursor === undefined
                ? newer.pageInfo.prevCursor
                : newer.pageInfo.nextCursor,
          });
          expect(again.items.map(({ id }) => id)).toEqual(
            expect.arrayContaining(page.items.map(({ id }) => id)),
          );
          const cursor = page.pageInfo.nextCursor;
          if (!cursor) {
            break;
          }
          page = await list({ ...query, limit: limit(), cursor });
        }
        expect(back).toEqual(before);

        const forth = page.items.map(({ id }) => id);
        for (let cursor = page.pageInfo.prevCursor; cursor; ) {
          const newer: EventsPage = await list({
            ...query,
            limit: limit(),
            cursor,
          });
          forth.unshift(...newer.items.map(({ id }) => id));
          if (random(2)) {
            await appendSome();
          }
          cursor = newer.pageInfo.prevCursor;
        }
        const now = await all();
        expect(now.length).toBeGreaterThan(before.length);
        expect(forth).toEqual(now.slice(now.length - forth.length));
        expect(now.length - forth.length).toBeLessThanOrEqual(6);
      },
    );

    it('may be short or empty where matches are rare, and still lead on', async () => {
      await append([started('needle')]);
      await append(Array.from({ length: 5_200 }, (_, n) => started(`c${n}`)));
      const query = { q: 'needle' };
      const first = await list(query);
      expect(first.items).toEqual([]);
      expect(first.pageInfo.prevCursor).toBeUndefined();
      const cursor = first.pageInfo.nextCursor;
      expect(cursor).toBeDefined();
      const second = await list({ ...query, cursor });
      expect(messages(second)).toEqual(['needle started']);
      expect(second.pageInfo.nextCursor).toBeUndefined();

      await append([started('needle 2')]);
      const seen: string[] = [];
      let newer = second.pageInfo.prevCursor;
      for (let pages = 0; newer; pages++) {
        expect(pages).toBeLessThan(4);
        const page: EventsPage = await list({ ...query, cursor: newer });
        seen.push(...messages(page));
        newer = page.pageInfo.prevCursor;
      }
      expect(seen).toEqual(['needle 2 started']);
    });

    it('of a search keep to the seven days before the first of them', async () => {
      const week = 7 * 24 * 60 * 60_000;
      await append([started('old')], T0 - week);
      await append([started('a'), started('b')], T0);
      clock.setTime(T0);
      const query = { q: 'started', limit: 2 };
      const first = await list(query);
      expect(messages(first)).toEqual(['b started', 'a started']);
      // Later it would be out of range, and is not for those who began before.
      clock.setTime(T0 + week);
      const cursor = first.pageInfo.nextCursor;
      expect(messages(await list({ ...query, cursor }))).toEqual([
        'old started',
      ]);
      expect(messages(await list({ q: 'old' }))).toEqual([]);
      expect(
        messages(await list({ q: 'old', since: '2025-01-01T00:00:00Z' })),
      ).toEqual(['old started']);
      expect(
        messages(await list({ q: 'old', until: '2025-12-26T00:00:00Z' })),
      ).toEqual(['old started']);
      for (const since of ['x', 1.5, null]) {
        const forged = {
          ...JSON.parse(Buffer.from(cursor!, 'base64url').toString('utf8')),
          since,
        };
        await expect(
          list({
            ...query,
            cursor: Buffer.from(JSON.stringify(forged)).toString('base64url'),
          }),
        ).rejects.toMatchObject({
          name: 'InputError',
          message: expect.stringContaining('Malformed cursor'),
        });
      }
    });

    it.each<[EventsQuery, EventsQuery]>([
      [{ q: 'a' }, { q: 'b' }],
      [{ q: 'a' }, {}],
      [{ proxyId: ['a'] }, { proxyId: ['b'] }],
      [{}, { ownedByMe: true }],
      [{ until: '2030-01-01T00:00:00Z' }, { until: '2031-01-01T00:00:00Z' }],
    ])('of %j do not lead through %j', async (one, other) => {
      await append(
        [1, 2].map(number =>
          started(`a${number}`, { proxyId: 'a', message: 'a b' }),
        ),
      );
      const { pageInfo } = await list({ ...one, limit: 1 });
      await expect(
        list({ ...other, cursor: pageInfo.nextCursor }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('other filters'),
      });
    });

    it('stay connected where what they led to is gone', async () => {
      await append([started('a'), started('b'), started('c')]);
      const { pageInfo } = await list({ limit: 2 });
      await knex('docker_watcher_events').delete();
      await append([started('d')]);
      const older = await list({ cursor: pageInfo.nextCursor });
      expect(older.items).toEqual([]);
      expect(older.pageInfo.nextCursor).toBeUndefined();
      const newer = await list({ cursor: older.pageInfo.prevCursor });
      expect(messages(newer)).toEqual(['d started']);
    });

    it('are empty for an empty log', async () => {
      expect(await list()).toEqual({ items: [], pageInfo: {} });
    });

    it('hold fifty events unless told otherwise', async () => {
      await append(Array.from({ length: 60 }, (_, n) => started(`c${n}`)));
      expect((await list()).items).toHaveLength(50);
      const whole = await list({ limit: 60 });
      expect(whole.items).toHaveLength(60);
      expect(whole.pageInfo).toEqual({});
    });
  });

  describe('by filter', () => {
    beforeEach(async () => {
      await append([started('a'), unreachable], T0);
      await append(
        [
          started('b', { severity: 'warn', entityRef: 'component:default/b' }),
          started('c', {
            host: 'other',
            workload: 'other/name:c',
            proxyId: 'route 1',
          }),
        ],
        T0 + 1_000,
      );
      await seed(knex, {
        owners: { 'component:default/b': ['group:default/a'] },
      });
    });

    it.each<[EventsQuery, string[]]>([
      [{}, ['c', 'b', 'local', 'a']],
      [{ host: ['local'] }, ['b', 'local', 'a']],
      [{ host: ['local', 'other'], source: ['container'] }, ['c', 'b', 'a']],
      [{ containerId: [idOf('local/a')] }, ['a']],
      [{ workload: ['local/name:b', 'other/name:c'] }, ['c', 'b']],
      [{ kind: ['host.unreachable'] }, ['local']],
      [{ severity: ['warn', 'error'] }, ['b', 'local']],
      [{ entityRef: ['Component:Default/B'] }, ['b']],
      [{ since: '2026-01-01T00:00:01Z' }, ['c', 'b']],
      [{ until: '2026-01-01T02:00:01+02:00' }, ['local', 'a']],
      [{ since: '2026-01-01T00:00:01Z', until: '2026-01-01T00:00:01Z' }, []],
      [{ host: [], severity: [], since: '' }, ['c', 'b', 'local', 'a']],
      [{ host: ['nowhere'] }, []],
      [{ proxyId: ['route 1', 'route 2'] }, ['c']],
      [{ ownedByMe: true }, ['b']],
      [{ ownedByMe: true, severity: ['info'] }, []],
      [{ ownedByMe: false }, ['c', 'b', 'local', 'a']],
      [{ q: 'STARTED' }, ['c', 'b', 'a']],
      [{ q: 'unreach', severity: ['info'] }, []],
      [{ q: '' }, ['c', 'b', 'local', 'a']],
    ])('%j', async (query, expected) => {
      expect(
        messages(await list(query)).map(message => message.split(' ')[0]),
      ).toEqual(expected);
    });

    it('refuse times that are none, and ranges that end before they begin', async () => {
      await expect(
        list({ since: '2026-13-01T00:00:00Z' }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(
          'since must be a time such as 2026-01-31T12:00:00Z, got 2026-13-01T00:00:00Z',
        ),
      });
      await expect(
        list({ since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('got 2026-01-02T00:00:00Z'),
      });
    });

    it('refuse to tell services what they own, which is nothing', async () => {
      const service = mockCredentials.service();
      for (const call of [
        () =>
          serviceFor().listEvents(
            { ownedByMe: true },
            { credentials: service },
          ),
        () =>
          serviceFor().getHistogram(
            { ownedByMe: true },
            { credentials: service },
          ),
        () =>
          serviceFor().exportEvents(
            { ownedByMe: true },
            { credentials: service },
          ),
      ]) {
        await expect(call()).rejects.toMatchObject({
          name: 'InputError',
          message: expect.stringContaining('ownedByMe'),
        });
      }
    });

    it('keep a cursor to its filters, in whichever order their values stand', async () => {
      const query = { host: ['local', 'other'], limit: 1 };
      const { nextCursor: cursor } = (await list(query)).pageInfo;
      const same = await list({ host: ['other', 'local'], limit: 2, cursor });
      expect(messages(same)).toEqual(['b started', 'local is unreachable']);
      await expect(list({ host: ['local'], cursor })).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('other filters'),
      });
    });
  });

  it.each(
    [
      'nonsense',
      '[]',
      'null',
      '{"of":"x"}',
      '{"of":1,"before":"1"}',
      '{"of":"x","before":1}',
      '{"of":"x","before":"-1"}',
      '{"of":"x","before":"1e3"}',
      '{"of":"x","before":"9223372036854775808"}',
      '{"of":"x","after":"99999999999999999999"}',
      '{"of":"x","before":"1","after":"1"}',
    ].map(text => [text]),
  )('refuse the forged cursor %s', async text => {
    for (const cursor of [text, Buffer.from(text).toString('base64url')]) {
      await expect(list({ cursor })).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('cursor'),
      });
    }
  });

  it('take the largest id there can be for a place', async () => {
    await append([started('a'), started('b')]);
    const { nextCursor } = (await list({ limit: 1 })).pageInfo;
    const { of } = JSON.parse(
      Buffer.from(nextCursor!, 'base64url').toString('utf8'),
    );
    for (const [place, count] of [
      [{ before: '9223372036854775807' }, 2],
      [{ after: '9223372036854775807' }, 0],
      [{ after: '0' }, 2],
      [{ before: '0' }, 0],
    ] as const) {
      const cursor = Buffer.from(JSON.stringify({ of, ...place })).toString(
        'base64url',
      );
      const page = await list({ cursor });
      expect([place, page.items.length]).toEqual([place, count]);
      for (const other of Object.values(page.pageInfo)) {
        await list({ cursor: other });
      }
    }
  });

  it('are found one by one, and not found by what is no id', async () => {
    await append([started('a')]);
    const [event] = (await list()).items;
    const service = serviceFor();
    expect(await service.getEvent(event.id, { credentials })).toEqual(event);
    for (const id of [
      '0',
      '4711',
      '9223372036854775807',
      '9223372036854775808',
      '9999999999999999999',
      '-1',
      '1.0',
      "1' or '1'='1",
      '',
    ]) {
      await expect(service.getEvent(id, { credentials })).rejects.toMatchObject(
        {
          name: 'NotFoundError',
          message: `No event '${id}'`,
        },
      );
    }
  });

  describe('counted', () => {
    const count = (query: EventHistogramQuery = {}) =>
      serviceFor().getHistogram(query, { credentials });

    it('by severity in every bucket of the time range', async () => {
      await append([started('a'), unreachable], T0);
      await append([started('b', { severity: 'warn' })], T0 + 2_500);
      await append([started('c')], T0 + 10_000);
      const since = '2026-01-01T00:00:00Z';
      const until = '2026-01-01T00:00:10Z';
      const zero = { info: 0, warn: 0, error: 0 };
      expect(await count({ since, until, buckets: 4 })).toEqual({
        since: '2026-01-01T00:00:00.000Z',
        until: '2026-01-01T00:00:10.000Z',
        bucketMs: 2_500,
        buckets: [
          { at: '2026-01-01T00:00:00.000Z', info: 1, warn: 0, error: 1 },
          { at: '2026-01-01T00:00:02.500Z', info: 0, warn: 1, error: 0 },
          { at: '2026-01-01T00:00:05.000Z', ...zero },
          { at: '2026-01-01T00:00:07.500Z', ...zero },
        ],
      });
      const narrow = await count({ since, until, severity: ['warn'] });
      expect(narrow.buckets).toHaveLength(60);
      expect(narrow.buckets.filter(one => one.warn)).toHaveLength(1);
      expect(narrow.buckets.some(one => one.info || one.error)).toBe(false);
    });

    it('in the last seven days unless asked otherwise', async () => {
      await append([started('a')], T0);
      const all = await count();
      expect(all).toMatchObject({
        since: '2025-12-25T00:01:00.000Z',
        until: '2026-01-01T00:01:00.000Z',
        bucketMs: (7 * 24 * 60 * 60_000) / 60,
      });
      expect(all.buckets[59].info).toBe(1);
      expect(await count({ until: '2025-01-08T00:00:00Z' })).toMatchObject({
        since: '2025-01-01T00:00:00.000Z',
      });
    });

    it.each<[EventHistogramQuery, number]>([
      [{ since: '2026-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }, 0],
      [{ since: '2026-01-01T00:00:00Z', until: '2026-01-01T00:00:00.007Z' }, 7],
      [
        {
          since: '2026-01-01T00:00:00Z',
          until: '2026-01-01T00:00:01Z',
          buckets: 7,
        },
        7,
      ],
      [{ since: '2099-01-01T00:00:00Z' }, 0],
      [{ since: '0001-01-01T00:00:00Z', until: '9999-12-31T23:59:59Z' }, 60],
      [{ until: '0000-01-01T00:00:00Z', buckets: 200 }, 200],
    ])('as well as a range allows: %j', async (query, length) => {
      await append([started('a')]);
      const { buckets, bucketMs } = await count(query);
      expect(buckets).toHaveLength(length);
      expect(bucketMs).toBeGreaterThan(0);
    });

    it('never over a range that ends before it begins', async () => {
      await expect(
        count({ since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('got 2026-01-02T00:00:00Z'),
      });
    });
  });

  describe('exported', () => {
    it('come whole and in order, and without what is appended meanwhile', async () => {
      await append(Array.from({ length: 1_203 }, (_, n) => started(`c${n}`)));
      const { batches, startedAt } = await serviceFor().exportEvents(
        {},
        { credentials },
      );
      expect(startedAt).toBe(T0 + 60_000);
      const names: (string | undefined)[] = [];
      for await (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(500);
        names.push(...batch.map(({ containerName }) => containerName));
        await append([started('late')]);
      }
      expect(names).toEqual(Array.from({ length: 1_203 }, (_, n) => `c${n}`));
    });

    it('pass the filters, of which a search has its seven days', async () => {
      await append([started('old')], T0 - 30 * 24 * 60 * 60_000);
      await append([started('a'), started('b', { severity: 'warn' })]);
      const names = async (filter: EventsFilter) =>
        (await exportAll(serviceFor(), filter)).map(one => one.containerName);
      expect(await names({})).toEqual(['old', 'a', 'b']);
      expect(await names({ severity: ['warn'] })).toEqual(['b']);
      expect(await names({ q: 'started' })).toEqual(['a', 'b']);
      expect(await names({ host: ['nowhere'] })).toEqual([]);
    });

    it('are nothing of an empty log', async () => {
      expect(await exportAll(serviceFor())).toEqual([]);
    });

    it('end when nobody waits for more', async () => {
      await append(Array.from({ length: 1_100 }, (_, n) => started(`c${n}`)));
      const left = new AbortController();
      const { batches } = await serviceFor().exportEvents(
        {},
        { credentials, signal: left.signal },
      );
      let count = 0;
      for await (const batch of batches) {
        count += batch.length;
        left.abort();
      }
      expect(count).toBe(500);
    });

    it('are three of one reader at a time, and make room when they end or are left', async () => {
      await append([started('a')]);
      const service = serviceFor();
      const left = new AbortController();
      const open = (signal?: AbortSignal) =>
        service.exportEvents({}, { credentials, signal });
      await open(left.signal);
      await open(left.signal);
      const { batches } = await open();
      await expect(open()).rejects.toMatchObject({
        name: 'TooManyStreamsError',
        message: expect.stringMatching(/3 exports of events open.*cancel it/),
      });
      for await (const batch of batches) {
        expect(batch).toHaveLength(1);
      }
      await open(left.signal);
      await expect(open()).rejects.toMatchObject({
        name: 'TooManyStreamsError',
      });
      left.abort();
      expect(await exportAll(service)).toHaveLength(1);
    });

    it('are decided on anew every five minutes', async () => {
      await append(Array.from({ length: 1_600 }, (_, n) => started(`c${n}`)));
      const decisions: Parameters<typeof serviceFor>[0] = {};
      const { batches } = await serviceFor(decisions).exportEvents(
        {},
        { credentials },
      );
      const reading = batches[Symbol.asyncIterator]();
      expect((await reading.next()).value).toHaveLength(500);
      decisions.event = deny;
      await clock.advance(299_999);
      expect((await reading.next()).value).toHaveLength(500);
      await clock.advance(1);
      await expect(reading.next()).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
    });
  });

  describe('for different readers', () => {
    const EVERYTHING = ['changed', 'theirs', 'gone', 'mine', 'local'];
    const CONTAINERS = ['theirs', 'gone', 'mine'];
    beforeEach(async () => {
      await seed(knex, {
        containers: [
          { name: 'mine', entity_ref: 'component:default/mine' },
          {
            name: 'gone',
            entity_ref: 'component:default/mine',
            removed_at: T0,
          },
          { name: 'theirs', entity_ref: 'component:default/theirs' },
        ],
        owners: {
          'component:default/mine': ['group:default/a'],
          'component:default/theirs': ['group:default/b'],
        },
      });
      await append([
        unreachable,
        started('mine'),
        started('gone'),
        started('theirs'),
        changed,
      ]);
    });

    it.each([
      ['admin', {}, EVERYTHING],
      [
        'owner',
        { container: ifOwner, host: deny, settings: deny },
        ['gone', 'mine'],
      ],
      [
        'owner who may read hosts',
        { container: ifOwner, settings: deny },
        ['gone', 'mine', 'local'],
      ],
      ['reader of hosts alone', { container: deny, settings: deny }, ['local']],
      [
        'reader of containers alone',
        { host: deny, settings: deny },
        CONTAINERS,
      ],
      [
        'reader of settings alone',
        { host: deny, container: deny },
        ['changed'],
      ],
      [
        'reader of all containers, but of the events of their own alone',
        { event: ifEventOfOwner },
        ['gone', 'mine'],
      ],
      [
        'reader of all events, but of their own containers alone',
        { event: allow, container: ifOwner },
        ['changed', 'gone', 'mine', 'local'],
      ],
    ])('%s', async (_, decisions, expected) => {
      const { items } = await list({});
      const service = serviceFor(decisions);
      const page = await service.listEvents({}, { credentials });
      expect(messages(page).map(message => message.split(' ')[0])).toEqual(
        expected,
      );
      const limited = await service.listEvents({ limit: 1 }, { credentials });
      expect(limited.pageInfo.nextCursor === undefined).toBe(
        expected.length === 1,
      );

      const { buckets } = await service.getHistogram(
        { since: '2026-01-01T00:00:00Z', buckets: 1 },
        { credentials },
      );
      expect(buckets[0].info + buckets[0].error).toBe(expected.length);
      const exported = await exportAll(service);
      expect(exported.map(({ message }) => message.split(' ')[0])).toEqual(
        [...expected].reverse(),
      );

      const one = async (id: string) => {
        try {
          return await service.getEvent(id, { credentials });
        } catch (error) {
          return `${(error as Error).name}: ${(error as Error).message}`;
        }
      };
      const answers = await Promise.all(items.map(({ id }) => one(id)));
      expect(answers).toEqual(
        items.map(event =>
          expected.includes(event.message.split(' ')[0])
            ? event
            : `NotFoundError: No event '${event.id}'`,
        ),
      );
    });

    it('a stranger, who may see neither containers nor hosts', async () => {
      const [event] = (await list({})).items;
      const service = serviceFor({
        container: deny,
        host: deny,
        settings: deny,
      });
      await expect(
        service.listEvents({}, { credentials }),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message:
          'No event may be read: that takes docker-watcher.event.read and one of docker-watcher.container.read, docker-watcher.host.read, docker-watcher.settings.read',
      });
      await expect(
        service.getEvent(event.id, { credentials }),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `No event '${event.id}'`,
      });
    });

    it('an outsider, who may not use the plugin', async () => {
      const service = serviceFor({ use: deny });
      for (const call of [
        () => service.listEvents({}, { credentials }),
        () => service.getEvent('1', { credentials }),
        () => service.getHistogram({}, { credentials }),
        () => service.exportEvents({}, { credentials }),
      ]) {
        await expect(call()).rejects.toMatchObject({
          name: 'NotAllowedError',
          message: 'Missing permission docker-watcher.use',
        });
      }
    });
  });
});
