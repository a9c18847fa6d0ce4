import {
  AuditorService,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  TestBackend,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CleanupAnswer,
  ContainerDetail,
  EventsPage,
  LABEL_ENTITY_REF,
  StalePage,
  Summary,
  dockerWatcherContainerReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import {
  StaleRule,
  dockerWatcherHostsExtensionPoint,
  dockerWatcherStaleExtensionPoint,
} from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { createTestDatabases } from './database/__testUtils__/testDatabases';
import { StaleMonitor } from './stale/StaleMonitor';
import dockerWatcherPlugin, {
  createDockerWatcherContainerConditionalDecision,
  dockerWatcherContainerConditions,
} from '.';

jest.setTimeout(180_000);

const databases = createTestDatabases();
const DAY = 86_400_000;
const daysAgo = (days: number) =>
  new Date(Date.now() - days * DAY).toISOString();
const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const ownersOnly = createDockerWatcherContainerConditionalDecision(
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerConditions.isOwner({ claims: ['user:default/owner'] }),
);
const owned = { [LABEL_ENTITY_REF]: 'component:default/shop' };

/** May go since two days, whatever any threshold says. */
const discarded: StaleRule = {
  name: 'discarded',
  judge: ({ labels }) =>
    labels.discarded
      ? {
          verdict: 'stale',
          since: new Date(Date.now() - 2 * DAY),
          reason: `discarded by ${labels.discarded}`,
        }
      : undefined,
};

describe.each(databases.eachSupportedId())('stale containers, on %s', id => {
  let knex: Knex;
  let engine: FakeContainerEngine;
  let sealed: FakeContainerEngine;
  let asked: string[];
  let audit: Omit<Parameters<AuditorService['createEvent']>[0], 'request'>[];
  const backends: TestBackend[] = [];

  beforeEach(async () => {
    knex = await databases.init(id);
    engine = FakeContainerEngine.create();
    sealed = FakeContainerEngine.create();
    audit = [];
    asked = [];
  });

  afterEach(async () => {
    await Promise.all(backends.splice(0).map(backend => backend.stop()));
  });

  /** A backend that looks for stale containers as soon as it may. */
  async function start(options: { permissionsEnabled?: boolean } = {}) {
    const tasks: (() => Promise<unknown>)[] = [];
    const backend = await startTestBackend({
      features: [
        dockerWatcherPlugin,
        createBackendModule({
          pluginId: 'docker-watcher',
          moduleId: 'test',
          register(env) {
            env.registerInit({
              deps: {
                hosts: dockerWatcherHostsExtensionPoint,
                stale: dockerWatcherStaleExtensionPoint,
              },
              async init({ hosts, stale }) {
                hosts.addHost({ name: 'local', engine });
                hosts.addHost({
                  name: 'sealed',
                  engine: sealed,
                  readOnly: true,
                  staleThresholdDays: 3,
                });
                stale.addRule(discarded);
              },
            });
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: options.permissionsEnabled ?? true },
            dockerWatcher: {
              admins: ['user:default/admin'],
              reconcile: { interval: { seconds: 1 } },
            },
          },
        }),
        mockServices.database.factory({ knex }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.scheduler.mock({
          scheduleTask: async ({ id: task, fn }) => {
            if (/stale|disk-usage/.test(task)) {
              tasks.push(async () => fn(new AbortController().signal));
            }
          },
        }).factory,
        mockServices.permissions.mock({
          authorize: async requests => {
            asked.push(...requests.map(({ permission: { name } }) => name));
            return requests.map(() => ALLOW);
          },
          authorizeConditional: async (requests, by) => {
            asked.push(...requests.map(({ permission: { name } }) => name));
            const { principal } = (
              by as {
                credentials: { principal: { userEntityRef?: string } };
              }
            ).credentials;
            const isOwner = principal.userEntityRef === 'user:default/owner';
            return requests.map(({ permission }) =>
              isOwner && permission.name !== 'docker-watcher.event.read'
                ? ownersOnly
                : ALLOW,
            );
          },
        }).factory,
        mockServices.auditor.mock({
          createEvent: async ({ request: _, ...event }) => {
            audit.push(event);
            return {
              success: async outcome =>
                void audit.push({ ...event, ...outcome }),
              fail: async () => {},
            };
          },
        }).factory,
        mockServices.rootSystemMetadata.mock({
          getInstalledPlugins: async () => [],
        }).factory,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'shop', namespace: 'default' },
              relations: [{ type: 'ownedBy', targetRef: 'user:default/owner' }],
            },
          ],
        }),
      ],
    });
    backends.push(backend);
    const send = async <T>(
      method: 'get' | 'put' | 'post' | 'delete',
      path: string,
      as: { caller?: string; body?: object } = {},
    ): Promise<{ status: number; body: T & { error: Error } }> =>
      request(backend.server)
        [method](`/api/docker-watcher${path}`)
        .set(
          'authorization',
          as.caller === 'service'
            ? mockCredentials.service.header()
            : mockCredentials.user.header(
                `user:default/${as.caller ?? 'admin'}`,
              ),
        )
        .send(as.body);
    const settled = async (count: number) =>
      eventually(async () => {
        const { body } = await send<Summary>('get', '/summary');
        expect(body.containers).toMatchObject({ total: count, unknown: 0 });
      });
    const scan = async () => {
      for (const task of tasks) {
        await task();
      }
    };
    return {
      ...{ send, settled, scan, stop: () => backend.stop() },
      stale: async (query = '', caller = 'admin') =>
        (await send<StalePage>('get', `/stale${query}`, { caller })).body,
      detail: async (container: string, caller = 'admin') =>
        (
          await send<ContainerDetail>('get', `/containers/local/${container}`, {
            caller,
          })
        ).body,
      told: async (query: string) =>
        (await send<EventsPage>('get', `/events?limit=200&${query}`)).body.items
          .map(({ kind, actor }) => (actor ? `${kind} by ${actor}` : kind))
          .reverse(),
      cleanUp: (
        containers: { host: string; id: string }[],
        more: { dryRun?: boolean; removeVolumes?: boolean } = {},
        caller?: string,
      ) =>
        send<CleanupAnswer>('post', '/stale/cleanup', {
          caller,
          body: { containers, ...more },
        }),
    };
  }

  function add(
    name: string,
    days: number,
    given: Parameters<FakeContainerEngine['addContainer']>[0] = {},
  ) {
    return engine.addContainer({
      name,
      state: 'exited',
      exitCode: 0,
      createdAt: daysAgo(days + 2),
      startedAt: daysAgo(days + 1),
      finishedAt: daysAgo(days),
      ...given,
    });
  }
  const local = (container: string) => ({ host: 'local', id: container });
  const names = ({ items }: StalePage) =>
    items.map(({ host, name }) => `${host}/${name}`).sort();

  it('are found, explained, kept for a while and cleaned up', async () => {
    const old = add('old', 9, { labels: owned });
    add('young', 4);
    add('thrown', 3, { labels: { discarded: 'ada' } });
    add('up', 0, { state: 'running', finishedAt: undefined });
    const never = add('never', 0, {
      state: 'created',
      createdAt: daysAgo(8),
      startedAt: undefined,
      finishedAt: undefined,
      exitCode: undefined,
    });
    sealed.addContainer({
      ...{ name: 'kept', state: 'exited', exitCode: 1 },
      createdAt: daysAgo(9),
      startedAt: daysAgo(9),
      finishedAt: daysAgo(4),
    });
    engine.setBytes(old, 1000);
    const portal = await start();
    await portal.settled(6);
    await portal.scan();

    expect(names(await portal.stale())).toEqual([
      'local/never',
      'local/old',
      'local/thrown',
      'sealed/kept',
    ]);
    // Owners are looked up in the background.
    await eventually(async () =>
      expect((await portal.stale('', 'owner')).totalItems).toBe(1),
    );
    const [first] = (await portal.stale('?q=old')).items;
    expect(first).toMatchObject({
      stale: {
        thresholdDays: 7,
        thresholdFrom: 'settings',
        reasons: [
          `exited with 0 on ${daysAgo(9).slice(0, 10)}`,
          expect.anything(),
        ],
      },
      reclaimable: { containerBytes: 1000 },
      ownerRefs: ['user:default/owner'],
      mayRemove: true,
      maySnooze: true,
    });
    expect((await portal.stale('?q=thrown')).items[0].stale).toMatchObject({
      thresholdFrom: 'rule',
      reasons: ['discarded by ada'],
    });
    expect((await portal.stale('?host=sealed')).items[0]).toMatchObject({
      stale: { thresholdDays: 3, thresholdFrom: 'host' },
      mayRemove: false,
      maySnooze: true,
    });
    expect(names(await portal.stale('', 'owner'))).toEqual(['local/old']);
    expect(names(await portal.stale('?ownedByMe=true', 'owner'))).toEqual([
      'local/old',
    ]);
    expect((await portal.send<Summary>('get', '/summary')).body.stale).toEqual({
      ...{ total: 4, snoozed: 0, reclaimableBytes: 1000, unmeasured: 0 },
    });

    // Somebody wants to keep it, and then does not.
    const snoozePath = `/stale/local/${old}/snooze`;
    const snoozed = await portal.send('post', snoozePath, {
      caller: 'owner',
      body: { days: 30, note: ' until the audit ' },
    });
    expect(snoozed).toMatchObject({
      status: 200,
      body: { by: 'user:default/owner', note: 'until the audit' },
    });
    await portal.scan();
    expect((await portal.stale('?q=old')).totalItems).toBe(0);
    expect(names(await portal.stale('?snoozed=true'))).toEqual(['local/old']);
    expect(await portal.detail(old)).toMatchObject({
      snooze: { note: 'until the audit' },
      stale: { snoozedUntil: expect.anything() },
      maySnooze: true,
    });
    expect((await portal.cleanUp([local(old)])).body.results).toEqual([
      {
        ...local(old),
        name: 'old',
        outcome: 'skipped',
        reason: expect.stringMatching(
          /^It is kept until .* by user:default\/owner/,
        ),
      },
    ]);
    const ended = await portal.send('delete', snoozePath, { caller: 'admin' });
    expect(ended.status).toBe(204);
    await portal.scan();

    const all = [local(old), local(never)];
    const preview = await portal.cleanUp(all, { dryRun: true });
    expect(preview.body).toMatchObject({
      dryRun: true,
      results: [{ outcome: 'removable' }, { outcome: 'removable' }],
    });
    expect(engine.calls.removeContainer).toBe(0);
    const done = await portal.cleanUp(all);
    expect(done.body.results.map(({ outcome }) => outcome)).toEqual([
      'removed',
      'removed',
    ]);
    await portal.settled(4);
    await portal.scan();
    expect(names(await portal.stale())).toEqual([
      'local/thrown',
      'sealed/kept',
    ]);
    expect(
      await portal.told(`host=local&containerId=${old}&source=stale,user`),
    ).toEqual([
      'container.stale',
      'stale.snoozed by user:default/owner',
      'container.no-longer-stale',
      'stale.snooze-ended by user:default/admin',
      'container.stale',
      'user.container-action by user:default/admin',
    ]);
    expect(audit.map(({ eventId }) => eventId)).toEqual(
      expect.arrayContaining([
        'stale-snooze',
        'stale-snooze-end',
        'stale-cleanup',
      ]),
    );
  });

  it('get the right answer each when they are cleaned up together', async () => {
    const removable = add('removable', 9, { labels: owned });
    const restarted = add('restarted', 9, { labels: owned });
    const again = add('ran-again', 9, { labels: owned });
    const forbidden = add('forbidden', 9);
    const young = add('young', 1, { labels: owned });
    const up = add('up', 0, {
      state: 'running',
      labels: owned,
      finishedAt: undefined,
    });
    const failing = add('failing', 9, { labels: owned });
    const snoozed = add('snoozed', 9, { labels: owned });
    const inSealed = sealed.addContainer({
      ...{ name: 'sealed', state: 'exited', exitCode: 1, labels: owned },
      ...{
        createdAt: daysAgo(9),
        startedAt: daysAgo(9),
        finishedAt: daysAgo(8),
      },
    });
    const portal = await start();
    await portal.settled(9);
    await portal.scan();
    await eventually(async () =>
      expect((await portal.stale('', 'owner')).totalItems).toBe(6),
    );
    await portal.send('post', `/stale/local/${snoozed}/snooze`, {
      caller: 'owner',
      body: { days: 1 },
    });

    // Behind the back of the portal, as long as its list is late.
    engine.hang('listContainers');
    engine.changeContainer(restarted, {
      ...{ state: 'running', startedAt: daysAgo(0), finishedAt: undefined },
    });
    engine.changeContainer(again, {
      ...{ startedAt: daysAgo(0.001), finishedAt: daysAgo(0) },
    });
    engine.changeContainer(failing, { state: 'paused' });
    const unknown = { host: 'local', id: 'f'.repeat(64) };
    const containers = [
      ...[removable, restarted, again, forbidden, young, up, failing].map(
        local,
      ),
      local(snoozed),
      { host: 'sealed', id: inSealed },
      unknown,
      local(removable),
    ];
    asked = [];
    const { status, body } = await portal.cleanUp(containers, {}, 'owner');
    expect(status).toBe(200);
    expect(
      body.results.map(({ name, outcome, reason }) => [name, outcome, reason]),
    ).toEqual([
      ['removable', 'removed', undefined],
      [
        'restarted',
        'refused',
        expect.stringMatching(/is running now, not exited/),
      ],
      ['ran-again', 'refused', expect.stringMatching(/ran meanwhile/)],
      [undefined, 'gone', `No container '${forbidden}' on host 'local'`],
      ['young', 'skipped', expect.stringMatching(/threshold is not over/)],
      ['up', 'skipped', 'It is running.'],
      ['failing', 'refused', expect.stringMatching(/is paused now/)],
      ['snoozed', 'skipped', expect.stringMatching(/^It is kept until/)],
      [
        'sealed',
        'refused',
        expect.stringMatching(/^Host 'sealed' is read-only/),
      ],
      [undefined, 'gone', `No container '${unknown.id}' on host 'local'`],
      ['removable', 'removed', undefined],
    ]);
    expect(engine.calls.removeContainer).toBe(1);
    expect(sealed.calls.removeContainer).toBe(0);
    expect(engine.container(forbidden).state).toBe('exited');
    // However many there are.
    expect(asked).toEqual([
      'docker-watcher.use',
      'docker-watcher.container.read',
      'docker-watcher.container.remove',
    ]);
    expect(audit[audit.length - 1]).toMatchObject({
      eventId: 'stale-cleanup',
      severityLevel: 'high',
      meta: {
        results: expect.arrayContaining([
          { ...local(removable), outcome: 'removed' },
          { ...unknown, outcome: 'gone', reason: expect.anything() },
        ]),
      },
    });
    asked = [];
    await portal.stale('', 'owner');
    expect(asked.sort()).toEqual([
      'docker-watcher.container.read',
      'docker-watcher.container.remove',
      'docker-watcher.container.snooze',
      'docker-watcher.use',
    ]);

    engine.heal();
    expect(
      (await portal.cleanUp([local(forbidden)], {}, 'service')).status,
    ).toBe(403);
    expect((await portal.cleanUp([])).status).toBe(400);
    const many = Array.from({ length: 51 }, () => unknown);
    expect((await portal.cleanUp(many)).status).toBe(400);
  });

  it('are for administrators alone without a policy', async () => {
    const old = add('old', 9);
    const portal = await start({ permissionsEnabled: false });
    await portal.settled(1);
    await portal.scan();
    expect((await portal.stale('', 'reader')).items[0]).toMatchObject({
      mayRemove: false,
      maySnooze: false,
    });
    expect((await portal.cleanUp([local(old)], {}, 'reader')).status).toBe(403);
    const snoozed = await portal.send('post', `/stale/local/${old}/snooze`, {
      caller: 'reader',
      body: { days: 1 },
    });
    expect(snoozed.status).toBe(403);
    expect((await portal.stale()).items[0]).toMatchObject({
      mayRemove: true,
      maySnooze: true,
    });
  });

  it('are left alone while their host cannot be asked, but may be kept', async () => {
    const old = add('old', 9);
    const portal = await start();
    await portal.settled(1);
    await portal.scan();
    expect((await portal.stale()).totalItems).toBe(1);
    engine.fail('connect');
    engine.fail('listContainers');
    engine.fail('inspectContainer');
    await eventually(async () =>
      expect((await portal.detail(old)).presence).toBe('unknown'),
    );
    await portal.scan();
    expect((await portal.stale()).totalItems).toBe(0);
    expect((await portal.detail(old)).stale).toBeUndefined();
    const { body } = await portal.cleanUp([local(old)]);
    expect(body.results).toEqual([
      {
        ...{ ...local(old), name: 'old', outcome: 'failed' },
        reason: expect.stringMatching(/^Host 'local' cannot be asked/),
      },
    ]);
    expect(engine.calls.removeContainer).toBe(0);
    const path = `/stale/local/${old}/snooze`;
    const snooze = { body: { days: 2 } };
    expect((await portal.send('post', path, snooze)).status).toBe(200);
    expect((await portal.send('delete', path)).status).toBe(204);
    expect((await portal.send('delete', path)).status).toBe(204);
    expect(await portal.told('source=stale')).toEqual([
      'container.stale',
      'stale.snoozed by user:default/admin',
      'stale.snooze-ended by user:default/admin',
    ]);
  });

  it('are looked for within seconds of a change of the settings', async () => {
    add('middling', 5);
    const portal = await start();
    await portal.settled(1);
    await portal.scan();
    expect((await portal.stale()).totalItems).toBe(0);
    const hasten = jest.spyOn(StaleMonitor.prototype, 'hasten');
    const { status } = await portal.send('put', '/settings', {
      body: { version: 0, overrides: { stale: { thresholdDays: 4 } } },
    });
    expect(status).toBe(200);
    // Without it the first look by itself would find it as well.
    expect(hasten).toHaveBeenCalled();
    hasten.mockRestore();
    await eventually(async () =>
      expect((await portal.stale()).totalItems).toBe(1),
    );
  });

  it('keep a snooze when they are created anew', async () => {
    const first = add('web', 9);
    const portal = await start();
    await portal.settled(1);
    await portal.send('post', `/stale/local/${first}/snooze`, {
      body: { days: 3 },
    });
    await engine.drive.remove(first);
    const second = add('web', 9);
    await eventually(async () =>
      expect((await portal.detail(second)).name).toBe('web'),
    );
    await portal.settled(1);
    await portal.scan();
    expect((await portal.stale()).totalItems).toBe(0);
    expect((await portal.detail(second)).snooze).toMatchObject({
      by: 'user:default/admin',
    });
  });

  it('are announced once by two backends over one database, and after a restart', async () => {
    add('old', 9);
    add('older', 20);
    const portals = [
      await start(),
      ...(id === 'SQLITE_3' ? [] : [await start()]),
    ];
    for (const portal of portals) {
      await portal.settled(2);
    }
    await Promise.all(portals.flatMap(({ scan }) => [scan(), scan(), scan()]));
    await portals[0].scan();
    const told = () => portals[0].told('kind=container.stale');
    expect(await told()).toHaveLength(2);
    await Promise.all(portals.map(({ stop }) => stop()));
    backends.splice(0);
    portals.splice(0, 2, await start());
    await portals[0].settled(2);
    await portals[0].scan();
    expect(await told()).toHaveLength(2);
  });
});
