import {
  PermissionsService,
  SchedulerService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  Container,
  ContainerDetail,
  DockerWatcherClient,
  EventsPage,
  Host,
  Page,
  Summary,
  WatcherEvent,
  dockerWatcherContainerReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import {
  HostDefinition,
  dockerWatcherHostsExtensionPoint,
} from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { createTestDatabases } from './database/__testUtils__/testDatabases';
import dockerWatcherPlugin, {
  createDockerWatcherContainerConditionalDecision,
  dockerWatcherContainerConditions,
} from '.';

jest.setTimeout(120_000);

const allow: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };

const component = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

/** Who asks: the answer to each permission, and the header that proves it. */
const readers = {
  admin: { use: allow, hosts: allow, containers: allow },
  owner: {
    use: allow,
    hosts: allow,
    containers: createDockerWatcherContainerConditionalDecision(
      dockerWatcherContainerReadPermission,
      dockerWatcherContainerConditions.isOwner({
        claims: ['user:default/owner'],
      }),
    ),
  },
  stranger: { use: allow, hosts: deny, containers: deny },
  outsider: { use: deny, hosts: allow, containers: allow },
} satisfies Record<string, Record<string, PolicyDecision>>;
type Reader = keyof typeof readers;

const headerOf = (reader: Reader | 'service' | 'nobody') => {
  if (reader === 'service') {
    return mockCredentials.service.header();
  }
  return reader === 'nobody'
    ? mockCredentials.none.header()
    : mockCredentials.user.header(`user:default/${reader}`);
};

/** The decisions of a policy that knows the readers; services may do everything. */
const permissions = mockServices.permissions.mock({
  authorize: async (requests, options) =>
    requests.map(({ permission }) => {
      const { use, hosts } = readers[readerOf(options)];
      return permission.name === 'docker-watcher.use' ? use : hosts;
    }),
  authorizeConditional: async (requests, options) =>
    requests.map(() => readers[readerOf(options)].containers),
});

function readerOf(
  options: Parameters<PermissionsService['authorize']>[1],
): Reader {
  const principal = (
    options as { credentials: { principal: { userEntityRef?: string } } }
  ).credentials.principal;
  return (principal.userEntityRef?.split('/')[1] ?? 'admin') as Reader;
}

type ScheduledTask = Parameters<SchedulerService['scheduleTask']>[0];

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'dockerWatcherPlugin on %s',
  databaseId => {
    const stops: (() => Promise<void>)[] = [];
    afterEach(async () => {
      await Promise.all(stops.splice(0).map(stop => stop()));
    });

    async function start(options: {
      hosts?: HostDefinition[];
      config?: object;
      plugins?: string[];
      knex?: Knex;
    }) {
      const knex = options.knex ?? (await databases.init(databaseId));
      const signals: unknown[] = [];
      const tasks: ScheduledTask[] = [];
      const logger = mockServices.logger.mock();
      logger.child.mockReturnValue(logger);
      const backend = await startTestBackend({
        features: [
          dockerWatcherPlugin,
          createBackendModule({
            pluginId: 'docker-watcher',
            moduleId: 'test-hosts',
            register(env) {
              env.registerInit({
                deps: { hosts: dockerWatcherHostsExtensionPoint },
                async init({ hosts }) {
                  options.hosts?.forEach(host => hosts.addHost(host));
                },
              });
            },
          }),
          mockServices.rootConfig.factory({
            data: {
              dockerWatcher: {
                reconcile: { interval: { seconds: 1 } },
                ...options.config,
              },
            },
          }),
          mockServices.database.factory({ knex }),
          createServiceFactory({
            service: coreServices.logger,
            deps: {},
            factory: () => logger,
          }),
          mockServices.httpAuth.factory({
            defaultCredentials: mockCredentials.none(),
          }),
          permissions.factory,
          mockServices.scheduler.mock({
            scheduleTask: async task => {
              tasks.push(task);
            },
          }).factory,
          mockServices.rootSystemMetadata.mock({
            getInstalledPlugins: async () =>
              (options.plugins ?? ['signals']).map(pluginId => ({ pluginId })),
          }).factory,
          createServiceFactory({
            service: signalsServiceRef,
            deps: {},
            factory: () => ({
              async publish(signal) {
                signals.push(signal);
              },
            }),
          }),
          catalogServiceMock.factory({
            entities: [
              component('shop', 'user:default/owner'),
              component('other', 'group:default/others'),
            ],
          }),
        ],
      });
      const stop = async () => {
        await backend.stop();
      };
      stops.push(stop);
      const get = async <T>(
        path: string,
        reader: Parameters<typeof headerOf>[0] = 'admin',
      ): Promise<{ status: number; body: T }> =>
        request(backend.server)
          .get(`/api/docker-watcher${path}`)
          .set('authorization', headerOf(reader));
      return { backend, get, stop, signals, tasks, logger, knex };
    }

    /** A host with three containers: of the owner, of somebody else, of nobody. */
    function createShop() {
      const engine = FakeContainerEngine.create();
      const add = (name: string, entity?: string) =>
        engine.addContainer({
          name,
          state: 'running',
          startedAt: engine.now,
          environmentNames: ['PATH'],
          labels: entity
            ? { 'docker-watcher.entity-ref': `component:default/${entity}` }
            : {},
        });
      const ids = {
        shop: add('shop', 'shop'),
        other: add('other', 'other'),
        free: add('free'),
      };
      return { engine, ids };
    }

    /** Started, listed, and the owners asked for. */
    async function startShop() {
      const { engine, ids } = createShop();
      const started = await start({
        hosts: [{ name: 'fake', title: 'Fake host', simulated: true, engine }],
      });
      await eventually(async () => {
        const { body } = await started.get<Page<Container>>('/containers');
        expect(body.items.map(({ name }) => name)).toEqual([
          'free',
          'other',
          'shop',
        ]);
        expect(body.items.map(({ ownerRefs }) => ownerRefs)).toEqual([
          [],
          ['group:default/others'],
          ['user:default/owner'],
        ]);
      });
      return { ...started, engine, ids };
    }

    it('answers each reader every route as the permissions say', async () => {
      const { get, ids } = await startShop();
      const one = (id: string) => `/containers/fake/${id}`;

      const matrix: [string, Record<string, number>][] = [
        [
          '/summary',
          {
            admin: 200,
            service: 200,
            owner: 200,
            stranger: 200,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          '/hosts',
          {
            admin: 200,
            service: 200,
            owner: 200,
            stranger: 403,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          '/hosts/fake',
          {
            admin: 200,
            service: 200,
            owner: 200,
            stranger: 403,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          '/hosts/nowhere',
          {
            admin: 404,
            service: 404,
            owner: 404,
            stranger: 403,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          '/containers',
          {
            admin: 200,
            service: 200,
            owner: 200,
            stranger: 403,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          one(ids.shop),
          {
            admin: 200,
            service: 200,
            owner: 200,
            stranger: 404,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          one(ids.other),
          {
            admin: 200,
            service: 200,
            owner: 404,
            stranger: 404,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          one('f'.repeat(64)),
          {
            admin: 404,
            service: 404,
            owner: 404,
            stranger: 404,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          '/events',
          {
            admin: 200,
            service: 200,
            owner: 200,
            stranger: 403,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          '/events/9223372036854775807',
          {
            admin: 404,
            service: 404,
            owner: 404,
            stranger: 404,
            outsider: 403,
            nobody: 401,
          },
        ],
        [
          '/events/9999999999999999999',
          { admin: 404, owner: 404, stranger: 404, outsider: 403 },
        ],
        [
          '/containers?limit=0',
          {
            admin: 400,
            service: 400,
            owner: 400,
            stranger: 400,
            outsider: 400,
          },
        ],
        [
          '/openapi.json',
          {
            admin: 200,
            service: 200,
            owner: 200,
            stranger: 200,
            outsider: 200,
          },
        ],
      ];
      const found: typeof matrix = [];
      for (const [path, expected] of matrix) {
        const statuses: Record<string, number> = {};
        for (const reader of Object.keys(expected)) {
          statuses[reader] = (await get(path, reader as Reader)).status;
        }
        found.push([path, statuses]);
      }
      expect(found).toEqual(matrix);

      const hidden = await get<{ error: unknown }>(one(ids.other), 'owner');
      const missing = await get<{ error: unknown }>(
        one('f'.repeat(64)),
        'owner',
      );
      expect(JSON.stringify(hidden.body.error)).toBe(
        JSON.stringify(missing.body.error).replace('f'.repeat(64), ids.other),
      );
    });

    it('shows and counts only what a reader may see', async () => {
      const { get, ids } = await startShop();

      const all = await get<Page<Container>>('/containers');
      expect(all.body.totalItems).toBe(3);
      const mine = await get<Page<Container>>('/containers', 'owner');
      expect(mine.body).toMatchObject({
        items: [{ id: ids.shop, entityRef: 'component:default/shop' }],
        totalItems: 1,
      });
      const owned = await get<Page<Container>>(
        '/containers?ownedByMe=true',
        'owner',
      );
      expect(owned.body.items.map(({ name }) => name)).toEqual(['shop']);
      const none = await get<Page<Container>>('/containers?ownedByMe=true');
      expect(none.body).toMatchObject({ items: [], totalItems: 0 });
      expect((await get('/containers?ownedByMe=true', 'service')).status).toBe(
        400,
      );

      const counts = async (reader: Reader) => {
        const summary = await get<Summary>('/summary', reader);
        const host = await get<Host>('/hosts/fake', reader);
        const hosts = await get<Page<Host>>('/hosts', reader);
        return [
          summary.body.hosts.total,
          summary.body.containers.total,
          summary.body.containers.byState.running,
          host.body.containers?.total,
          hosts.body.items?.[0].containers.running,
        ];
      };
      expect(await counts('admin')).toEqual([1, 3, 3, 3, 3]);
      expect(await counts('owner')).toEqual([1, 1, 1, 1, 1]);
      expect(await counts('stranger')).toEqual([0, 0, 0, undefined, undefined]);
    });

    it('tells in the log what happened on a host, to those who may know', async () => {
      const { get, engine, ids } = await startShop();
      await engine.drive.stop(ids.shop);
      await engine.drive.start(ids.shop);
      await engine.drive.stop(ids.other);

      const of = (id: string) =>
        `/events?host=fake&containerId=${id}&source=container`;
      const events = await eventually(async () => {
        const mine = await get<EventsPage>(of(ids.shop));
        const others = await get<EventsPage>(of(ids.other));
        const kinds = [mine, others].map(({ body }) =>
          body.items.map(({ kind }) => kind),
        );
        expect(kinds[0].slice(0, 2)).toEqual([
          'container.started',
          'container.stopped',
        ]);
        expect(kinds[1][0]).toBe('container.stopped');
        return { mine: mine.body.items, others: others.body.items };
      });
      const [started, stopped] = events.mine;
      expect(started).toMatchObject({
        severity: 'info',
        host: 'fake',
        containerId: ids.shop,
        containerName: 'shop',
        workload: 'fake/name:shop',
        entityRef: 'component:default/shop',
        inferred: false,
      });
      expect(BigInt(started.id)).toBeGreaterThan(BigInt(stopped.id));
      expect(started.at >= stopped.at).toBe(true);

      const one = (event: WatcherEvent) => `/events/${event.id}`;
      expect((await get(one(started))).body).toEqual(started);
      expect((await get(one(started), 'owner')).body).toEqual(started);
      for (const reader of ['owner', 'stranger'] as const) {
        expect((await get(one(events.others[0]), reader)).status).toBe(404);
      }
      const seen = await get<EventsPage>('/events?source=container', 'owner');
      expect(new Set(seen.body.items.map(item => item.containerId))).toEqual(
        new Set([ids.shop]),
      );

      const pages: EventsPage[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await get<EventsPage>(
          `/events?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        );
        pages.push(body);
        cursor = body.pageInfo.nextCursor;
      } while (cursor);
      const all = pages.flatMap(({ items }) => items);
      expect(all).toEqual((await get<EventsPage>('/events')).body.items);
      expect(all.map(({ kind }) => kind)).toContain('host.connected');
      expect(JSON.stringify(all)).not.toContain('PATH');
    });

    it('deletes events past their retention, and those alone', async () => {
      const { get, knex, tasks } = await startShop();
      expect(tasks).toEqual([
        expect.objectContaining({
          id: 'docker-watcher-clean-event-log',
          scope: 'global',
          frequency: { hours: 1 },
          timeout: { minutes: 10 },
          initialDelay: { minutes: 1 },
        }),
        expect.objectContaining({
          id: 'docker-watcher-find-stale',
          scope: 'global',
          frequency: { minutes: 1 },
        }),
        expect.objectContaining({
          id: 'docker-watcher-measure-disk-usage',
          scope: 'global',
          frequency: { minutes: 5 },
        }),
      ]);
      const clean = () => tasks[0].fn(new AbortController().signal);
      const before = (await get<EventsPage>('/events')).body.items;
      const [old, ...rest] = before;
      expect(old.severity).toBe('info');
      const DAY = 24 * 60 * 60 * 1_000;
      await knex('docker_watcher_events')
        .where('id', old.id)
        .update({ at: Date.now() - 29 * DAY });
      await clean();
      expect((await get<EventsPage>(`/events/${old.id}`)).status).toBe(200);
      await knex('docker_watcher_events')
        .where('id', old.id)
        .update({ at: Date.now() - 31 * DAY });
      await tasks[0].fn(AbortSignal.abort());
      expect((await get<EventsPage>(`/events/${old.id}`)).status).toBe(200);
      await clean();
      expect((await get<EventsPage>(`/events/${old.id}`)).status).toBe(404);
      for (const { id } of rest) {
        expect((await get(`/events/${id}`)).status).toBe(200);
      }
    });

    it('follows what happens on a host, hints at it, and stops without a trace', async () => {
      const { get, engine, ids, signals, backend, stop } = await startShop();
      const path = `/containers/fake/${ids.shop}`;
      await eventually(async () => expect(signals).not.toEqual([]));
      signals.length = 0;

      await engine.drive.stop(ids.shop);
      await eventually(async () => {
        const { body } = await get<ContainerDetail>(path);
        expect(body).toMatchObject({
          state: 'exited',
          presence: 'present',
          environmentNames: ['PATH'],
        });
        expect(body.finishedAt).toBeDefined();
      });
      await engine.drive.remove(ids.shop);
      await eventually(async () => {
        const { body } = await get<ContainerDetail>(path);
        expect(body.presence).toBe('missing');
      });
      await eventually(async () => expect(signals).not.toEqual([]));
      expect(new Set(signals.map(signal => JSON.stringify(signal)))).toEqual(
        new Set([
          JSON.stringify({
            recipients: { type: 'broadcast' },
            channel: 'docker-watcher',
            message: { action: 'changed' },
          }),
        ]),
      );

      const { port } = (backend.server as Server).address() as AddressInfo;
      const client = new DockerWatcherClient({
        fetchApi: { fetch },
        discoveryApi: {
          getBaseUrl: async id => `http://localhost:${port}/api/${id}`,
        },
      });
      const token = headerOf('admin').replace('Bearer ', '');
      const page = await client.listContainers(
        { presence: ['missing'], label: ['docker-watcher.entity-ref'] },
        { token },
      );
      expect(page.items.map(({ id }) => id)).toEqual([ids.shop]);
      await expect(client.getHost('nowhere', { token })).rejects.toMatchObject({
        response: { status: 404 },
      });

      stops.length = 0;
      await stop();
      expect(engine.openConnections).toBe(0);
      expect(engine.openStreams).toBe(0);
    });

    it('shows hosts that cannot be watched with the reason, and runs the others', async () => {
      const { engine } = createShop();
      const { get, logger } = await start({
        plugins: [],
        hosts: [
          { name: 'fake', engine },
          { name: 'twice', engine: FakeContainerEngine.create() },
        ],
        config: {
          readOnly: true,
          hosts: [
            { name: 'twice', url: 'unix:///nonexistent/docker.sock' },
            { name: 'odd', url: 'ftp://example' },
          ],
        },
      });

      await eventually(async () => {
        const { body } = await get<Page<Host>>('/hosts');
        expect(
          body.items.map(({ name, state, readOnly }) => ({
            name,
            state,
            readOnly,
          })),
        ).toEqual([
          { name: 'fake', state: 'connected', readOnly: true },
          { name: 'odd', state: 'misconfigured', readOnly: true },
          { name: 'twice', state: 'unreachable', readOnly: true },
          { name: 'twice-2', state: 'misconfigured', readOnly: true },
        ]);
        const [, odd, twice, twice2] = body.items;
        expect(odd.error).toContain('dockerWatcher.hosts[1].url');
        expect(twice.error).toContain('/nonexistent/docker.sock');
        expect(twice2.error).toContain("Duplicate host name 'twice'");
      });
      const told = logger.info.mock.calls.filter(([message]) =>
        message.includes('signals plugin is not installed'),
      );
      expect(told).toHaveLength(1);
    });

    it('remembers over a restart what it has not looked at again', async () => {
      const first = await startShop();
      stops.length = 0;
      await first.stop();

      const engine = FakeContainerEngine.create();
      const connect = engine.holdNext('connect');
      const second = await start({
        knex: first.knex,
        hosts: [{ name: 'fake', engine }],
      });
      await connect.reached;
      const { body } = await second.get<Page<Container>>('/containers');
      expect(body.items.map(({ name }) => name)).toEqual([
        'free',
        'other',
        'shop',
      ]);
      connect.release();
      await eventually(async () => {
        const missing = await second.get<Page<Container>>(
          '/containers?presence=missing',
        );
        expect(missing.body.totalItems).toBe(3);
      });
    });
  },
);
