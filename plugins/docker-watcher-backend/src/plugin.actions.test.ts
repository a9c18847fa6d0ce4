import {
  AuditorService,
  PermissionsService,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  Container,
  ContainerDetail,
  EventsPage,
  LABEL_ENTITY_REF,
  Page,
  dockerWatcherContainerReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import {
  ContainerEngine,
  dockerWatcherHostsExtensionPoint,
} from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import request from 'supertest';
import { describeWithEngine } from './__testUtils__/describeWithEngine';
import { DockerDrive } from './__testUtils__/DockerDrive';
import { eventually } from './__testUtils__/eventually';
import { createTestDatabases } from './database/__testUtils__/testDatabases';
import { DockerEngine } from './engine/DockerEngine';
import { SystemClock } from './lib/SystemClock';
import dockerWatcherPlugin, {
  createDockerWatcherContainerConditionalDecision,
  dockerWatcherContainerConditions,
} from '.';

jest.setTimeout(180_000);

const databases = createTestDatabases();

type Reader = 'admin' | 'owner' | 'reader' | 'stranger';
type Caller = Reader | 'service' | 'nobody';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;
const ownersOnly = createDockerWatcherContainerConditionalDecision(
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerConditions.isOwner({ claims: ['user:default/owner'] }),
);

/** What a policy says of containers: to see them, and to act on them. */
const policy: Record<Reader, { read: PolicyDecision; act: PolicyDecision }> = {
  admin: { read: ALLOW, act: ALLOW },
  owner: { read: ownersOnly, act: ownersOnly },
  reader: { read: ALLOW, act: DENY },
  stranger: { read: DENY, act: ALLOW },
};

function headerOf(caller: Caller): string {
  if (caller === 'service') {
    return mockCredentials.service.header();
  }
  return caller === 'nobody'
    ? mockCredentials.none.header()
    : mockCredentials.user.header(`user:default/${caller}`);
}

function readerOf(
  options: Parameters<PermissionsService['authorize']>[1],
): Reader {
  const { principal } = (
    options as { credentials: { principal: { userEntityRef?: string } } }
  ).credentials;
  return (principal.userEntityRef?.split('/')[1] ?? 'admin') as Reader;
}

const component = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

interface Audited {
  event: Omit<Parameters<AuditorService['createEvent']>[0], 'request'>;
  outcome: unknown;
}

async function start(options: {
  knex: Knex;
  engine: ContainerEngine;
  config?: object;
  permissionsEnabled?: boolean;
  hostReadOnly?: boolean;
}) {
  const { knex, engine, hostReadOnly } = options;
  const audit: Audited[] = [];
  const backend = await startTestBackend({
    features: [
      dockerWatcherPlugin,
      createBackendModule({
        pluginId: 'docker-watcher',
        moduleId: 'test-host',
        register(env) {
          env.registerInit({
            deps: { hosts: dockerWatcherHostsExtensionPoint },
            async init({ hosts }) {
              hosts.addHost({ name: 'local', engine, readOnly: hostReadOnly });
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: options.permissionsEnabled ?? true },
          dockerWatcher: {
            reconcile: { interval: { seconds: 1 } },
            ...options.config,
          },
        },
      }),
      mockServices.database.factory({ knex }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.permissions.mock({
        authorize: async requests => requests.map(() => ALLOW),
        authorizeConditional: async (requests, asked) =>
          requests.map(({ permission }) => {
            const { read, act } = policy[readerOf(asked)];
            if (permission.name === 'docker-watcher.event.read') {
              return ALLOW;
            }
            return permission.name === 'docker-watcher.container.read'
              ? read
              : act;
          }),
      }).factory,
      mockServices.auditor.mock({
        createEvent: async ({ request: req, ...event }) => {
          const audited: Audited = { event, outcome: undefined };
          audit.push(audited);
          return {
            success: async outcome => {
              audited.outcome = outcome;
            },
            fail: async ({ error }) => {
              audited.outcome = error.name;
            },
          };
        },
      }).factory,
      mockServices.rootSystemMetadata.mock({
        getInstalledPlugins: async () => [],
      }).factory,
      catalogServiceMock.factory({
        entities: [
          component('shop', 'user:default/owner'),
          component('other', 'user:default/somebody'),
        ],
      }),
    ],
  });
  const send = async <T>(
    method: 'get' | 'post' | 'delete',
    path: string,
    as: { caller?: Caller; body?: object } = {},
  ): Promise<{ status: number; body: T & { error: Error } }> =>
    request(backend.server)
      [method](`/api/docker-watcher${path}`)
      .set('authorization', headerOf(as.caller ?? 'admin'))
      .send(as.body);
  const act = (id: string, action: string, caller: Caller, state = 'running') =>
    action === 'remove'
      ? send('delete', `/containers/local/${id}?expectedState=${state}`, {
          caller,
        })
      : send('post', `/containers/local/${id}/${action}`, {
          caller,
          body: { expectedState: state },
        });
  const detail = async (id: string, caller: Caller = 'admin') =>
    (await send<ContainerDetail>('get', `/containers/local/${id}`, { caller }))
      .body;
  const kinds = async (id: string) =>
    (
      await send<EventsPage>('get', `/events?containerId=${id}&limit=200`)
    ).body.items
      .map(({ kind }) => kind)
      .reverse();
  return { audit, send, act, detail, kinds, stop: () => backend.stop() };
}

describe.each(databases.eachSupportedId())(
  'actions on containers, on %s',
  databaseId => {
    const stops: (() => Promise<unknown>)[] = [];
    let knex: Knex;
    let engine: FakeContainerEngine;
    let ids: Record<'shop' | 'other', string>;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      engine = FakeContainerEngine.create();
      const add = (name: string) =>
        engine.addContainer({
          name,
          state: 'running',
          startedAt: engine.now,
          labels: { [LABEL_ENTITY_REF]: `component:default/${name}` },
        });
      ids = { shop: add('shop'), other: add('other') };
    });
    afterEach(async () => {
      await Promise.all(stops.splice(0).map(stop => stop()));
    });

    /** Started, listed, and the owners asked for. */
    async function startShop(
      options: Partial<Parameters<typeof start>[0]> = {},
    ) {
      const started = await start({ knex, engine, ...options });
      stops.push(started.stop);
      await eventually(async () => {
        const { body } = await started.send<Page<Container>>(
          'get',
          '/containers',
        );
        expect(body.items.map(({ ownerRefs }) => ownerRefs)).toEqual([
          ['user:default/somebody'],
          ['user:default/owner'],
        ]);
      });
      return started;
    }

    it('are for those whom the policy lets, and look like nothing is there to all who may not see it', async () => {
      const { act, audit, detail } = await startShop();
      const table: [Caller, 'shop' | 'other', number][] = [
        ['nobody', 'shop', 401],
        ['service', 'shop', 403],
        ['stranger', 'shop', 404],
        ['reader', 'shop', 403],
        ['owner', 'other', 404],
        ['owner', 'shop', 202],
        ['admin', 'other', 202],
      ];
      for (const [caller, container, status] of table) {
        const answer = await act(ids[container], 'restart', caller);
        expect([caller, container, answer.status]).toEqual([
          caller,
          container,
          status,
        ]);
      }
      expect(engine.calls.restartContainer).toBe(2);

      const hidden = await act(ids.shop, 'stop', 'stranger');
      const missing = await act('f'.repeat(64), 'stop', 'admin');
      expect(hidden.body.error.message).toBe(
        missing.body.error.message.replace('f'.repeat(64), ids.shop),
      );

      expect((await detail(ids.shop, 'owner')).allowedActions).toEqual([
        'start',
        'stop',
        'restart',
        'remove',
      ]);
      expect(await detail(ids.shop, 'reader')).toMatchObject({
        allowedActions: [],
      });
      expect(await detail(ids.shop, 'service')).toMatchObject({
        allowedActions: [],
      });

      // Everybody's attempt is audited, except that of nobody.
      expect(audit.map(({ outcome }) => outcome)).toEqual([
        'NotAllowedError',
        'NotFoundError',
        'NotAllowedError',
        'NotFoundError',
        { meta: { outcome: 'done' } },
        { meta: { outcome: 'done' } },
        'NotFoundError',
        'NotFoundError',
      ]);
      expect(audit[4].event).toEqual({
        eventId: 'container-restart',
        severityLevel: 'medium',
        meta: {
          action: 'restart',
          host: 'local',
          id: ids.shop,
          expectedState: 'running',
        },
      });
    });

    it('tell in the log who asked for what, and alarm nobody', async () => {
      const { act, kinds, send, detail } = await startShop();
      expect((await act(ids.shop, 'stop', 'owner')).status).toBe(202);
      await eventually(async () => {
        expect((await detail(ids.shop)).state).toBe('exited');
      });
      expect((await act(ids.shop, 'start', 'owner', 'exited')).status).toBe(
        202,
      );
      await eventually(async () => {
        expect((await detail(ids.shop)).state).toBe('running');
      });
      const seen = (await kinds(ids.shop)).filter(
        kind => kind !== 'container.created',
      );
      expect([...seen].sort()).toEqual([
        'container.started',
        'container.stopped',
        'user.container-action',
        'user.container-action',
      ]);
      const { body } = await send<EventsPage>(
        'get',
        `/events?kind=user.container-action`,
      );
      expect(body.items).toMatchObject([
        {
          source: 'user',
          actor: 'user:default/owner',
          entityRef: 'component:default/shop',
          message: 'shop was started by user:default/owner',
          details: { action: 'start', outcome: 'succeeded' },
        },
        { message: 'shop was stopped by user:default/owner' },
      ]);
      const alarms = await send<EventsPage>(
        'get',
        `/events?severity=warn,error`,
      );
      expect(alarms.body.items).toEqual([]);
    });

    it('answer 409 with the present state, and 503 while the host is away', async () => {
      const { act } = await startShop();
      const stopped = await act(ids.shop, 'stop', 'owner', 'exited');
      expect({ status: stopped.status, ...stopped.body.error }).toMatchObject({
        status: 409,
        name: 'ConflictError',
        actualState: 'running',
      });
      const removed = await act(ids.shop, 'remove', 'owner', 'running');
      expect([removed.status, removed.body.error.message]).toEqual([
        409,
        expect.stringContaining('Stop it first'),
      ]);
      engine.fail('connect');
      expect((await act(ids.shop, 'stop', 'owner')).status).toBe(503);
      expect([
        engine.calls.stopContainer,
        engine.calls.removeContainer,
      ]).toEqual([0, 0]);
    });

    it('answer 404 for what was removed, and say so in its view', async () => {
      const { act, detail } = await startShop();
      engine.changeContainer(ids.shop, { state: 'exited' });
      expect((await act(ids.shop, 'remove', 'owner', 'exited')).status).toBe(
        202,
      );
      await eventually(async () => {
        expect(await detail(ids.shop)).toMatchObject({
          presence: 'missing',
          allowedActions: [],
          actionsObstacle: 'removed',
        });
      });
      expect((await act(ids.shop, 'start', 'owner', 'exited')).status).toBe(
        404,
      );
    });

    it.each([
      [
        'everywhere',
        { config: { readOnly: true } },
        /dockerWatcher\.readOnly is set/,
      ],
      ['on the host', { hostReadOnly: true }, /the module that adds it/],
    ])(
      'are refused to all while %s is read-only, saying where that is set',
      async (_, options, message) => {
        const { act, detail } = await startShop(options);
        for (const caller of ['admin', 'owner'] as const) {
          const { status, body } = await act(ids.shop, 'restart', caller);
          expect([status, body.error.message]).toEqual([
            403,
            expect.stringMatching(message),
          ]);
        }
        // Those who could do nothing anyway learn nothing of it.
        const { body } = await act(ids.shop, 'restart', 'reader');
        expect(body.error.message).toContain('Missing permission');
        expect(await detail(ids.shop)).toMatchObject({
          allowedActions: [],
          actionsObstacle: 'read-only',
        });
        expect(engine.calls.connect).toBe(1);
      },
    );

    it('are for dockerWatcher.admins alone while the permission framework is off', async () => {
      const { act, detail } = await startShop({
        permissionsEnabled: false,
        config: { admins: ['user:default/admin'] },
      });
      const refused = await act(ids.shop, 'restart', 'reader');
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        expect.stringContaining('dockerWatcher.admins'),
      ]);
      expect((await detail(ids.shop, 'reader')).allowedActions).toEqual([]);
      expect((await act(ids.shop, 'restart', 'service')).status).toBe(403);
      expect((await detail(ids.shop, 'admin')).allowedActions).toHaveLength(4);
      expect((await act(ids.shop, 'restart', 'admin')).status).toBe(202);
      expect(engine.calls.restartContainer).toBe(1);
    });

    it('are done once when several press at the same moment, on two replicas', async () => {
      const one = await startShop();
      const two = await startShop();
      const answers = await Promise.all(
        [one, two, one, two, one, two].map(({ act }) =>
          act(ids.shop, 'stop', 'owner'),
        ),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses).toContain(202);
      expect(statuses.every(status => status === 202 || status === 409)).toBe(
        true,
      );
      await eventually(async () => {
        expect((await one.detail(ids.shop)).state).toBe('exited');
      });
      const ends = (await two.kinds(ids.shop)).filter(kind =>
        /stopped|died/.test(kind),
      );
      expect(ends).toEqual(['container.stopped']);
    });
  },
);

describeWithEngine('actions on containers of a real engine', testEngine => {
  it('stop, start, restart and remove, and tell each change once', async () => {
    const drive = DockerDrive.create(testEngine);
    const knex = await databases.init('SQLITE_3');
    const plugin = await start({
      knex,
      engine: DockerEngine.create({
        connection: testEngine.connection,
        hostName: 'local',
        clock: new SystemClock(),
      }),
    });
    try {
      const id = await drive.create({});
      await drive.start(id);
      await eventually(async () => {
        expect((await plugin.detail(id)).state).toBe('running');
      });
      const known = (await plugin.kinds(id)).length;

      expect((await plugin.act(id, 'restart', 'admin')).body).toEqual({
        action: 'restart',
        outcome: 'done',
      });
      expect((await plugin.act(id, 'remove', 'admin')).status).toBe(409);
      expect((await plugin.act(id, 'stop', 'admin')).status).toBe(202);
      expect((await plugin.act(id, 'stop', 'admin')).body.error).toMatchObject({
        name: 'ConflictError',
        actualState: 'exited',
      });
      expect((await plugin.act(id, 'remove', 'admin', 'exited')).status).toBe(
        202,
      );
      await eventually(async () => {
        expect((await plugin.detail(id)).presence).toBe('missing');
      });
      const told = (await plugin.kinds(id)).slice(known);
      expect(told.filter(kind => kind !== 'user.container-action')).toEqual([
        'container.stopped',
        'container.started',
        'container.restarted',
        'container.stopped',
        'container.removed',
      ]);
      expect(
        told.filter(kind => kind === 'user.container-action'),
      ).toHaveLength(3);
    } finally {
      await plugin.stop();
      await drive.dispose();
    }
  });
});
