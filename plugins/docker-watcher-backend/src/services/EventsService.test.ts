import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  EventsPage,
  EventsQuery,
  dockerWatcherContainerReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import { Knex } from 'knex';
import { DatabaseEventLogStore } from '../database/DatabaseEventLogStore';
import { idOf, seed } from '../database/__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import { appendEvents } from '../database/operations/appendEvents';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { EventLog } from '../eventLog/EventLog';
import { NewEvent } from '../eventLog/EventLogStore';
import {
  createDockerWatcherContainerConditionalDecision,
  dockerWatcherContainerConditions,
} from '../permissions/conditionExports';
import { containerRules, eventRules } from '../permissions/rules';
import { AuthorizedEventsService } from './AuthorizedEventsService';
import { DefaultEventsService } from './DefaultEventsService';
import { ReaderDecisions } from './ReaderDecisions';

jest.setTimeout(60_000);

const allow: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };
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
    return AuthorizedEventsService.create({
      events: DefaultEventsService.create({
        eventLog: EventLog.create({
          store: DatabaseEventLogStore.create({ knex }),
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
          started('c', { host: 'other', workload: 'other/name:c' }),
        ],
        T0 + 1_000,
      );
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

  describe('for different readers', () => {
    const EVERYTHING = ['theirs', 'gone', 'mine', 'local'];
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
      ]);
    });

    it.each([
      ['admin', {}, EVERYTHING],
      ['owner', { container: ifOwner, host: deny }, ['gone', 'mine']],
      [
        'owner who may read hosts',
        { container: ifOwner },
        ['gone', 'mine', 'local'],
      ],
      ['reader of hosts alone', { container: deny }, ['local']],
      ['reader of containers alone', { host: deny }, EVERYTHING.slice(0, -1)],
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
      ]) {
        await expect(call()).rejects.toMatchObject({
          name: 'NotAllowedError',
          message: 'Missing permission docker-watcher.use',
        });
      }
    });
  });
});
