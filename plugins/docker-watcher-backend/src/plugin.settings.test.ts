import {
  AuditorService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { EventsPage, Settings } from 'backstage-plugin-docker-watcher-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from './database/__testUtils__/testDatabases';
import dockerWatcherPlugin from '.';

jest.setTimeout(120_000);

const DAY_MS = 24 * 60 * 60 * 1000;
const databases = createTestDatabases();

/** Refused to each of them; whatever is not named is granted. */
const refusals: Record<string, string[]> = {
  'user:default/reader': ['docker-watcher.settings.update'],
  'user:default/stranger': ['docker-watcher.settings.read'],
  'user:default/outsider': ['docker-watcher.use'],
};

describe.each(databases.eachSupportedId())('settings on %s', databaseId => {
  const stops: (() => Promise<void>)[] = [];
  let knex: Knex;
  let audit: Parameters<AuditorService['createEvent']>[0][];

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    audit = [];
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
  });

  /** One of the replicas over the database. */
  async function start(
    options: { permissionsEnabled?: boolean; config?: object } = {},
  ) {
    const { permissionsEnabled = true, config } = options;
    const tasks: Parameters<SchedulerService['scheduleTask']>[0][] = [];
    const backend = await startTestBackend({
      features: [
        dockerWatcherPlugin,
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: permissionsEnabled },
            dockerWatcher: config ?? {},
          },
        }),
        mockServices.database.factory({ knex }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.permissions.mock({
          authorize: async (requests, asked) => {
            const principal =
              asked && 'credentials' in asked && asked.credentials.principal;
            const user =
              principal && typeof principal === 'object'
                ? Object.values(principal)
                : [];
            return requests.map(({ permission }) => ({
              result: user.some(ref =>
                refusals[String(ref)]?.includes(permission.name),
              )
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            }));
          },
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }).factory,
        mockServices.auditor.mock({
          createEvent: async event => {
            audit.push(event);
            return { success: async () => {}, fail: async () => {} };
          },
        }).factory,
        mockServices.scheduler.mock({
          scheduleTask: async task => void tasks.push(task),
        }).factory,
        mockServices.rootSystemMetadata.mock({
          getInstalledPlugins: async () => [],
        }).factory,
        catalogServiceMock.factory({ entities: [] }),
      ],
    });
    stops.push(async () => void (await backend.stop()));
    const call = async <T>(
      method: 'get' | 'put',
      path: string,
      as: { user?: string; body?: object; header?: string } = {},
    ): Promise<{ status: number; body: T & { error: Error } }> =>
      request(backend.server)
        [method](`/api/docker-watcher${path}`)
        .set(
          'authorization',
          as.header ??
            mockCredentials.user.header(as.user ?? 'user:default/ada'),
        )
        .send(as.body);
    const clean = async () => {
      const cleaning = tasks.find(({ id }) => /clean-event-log/.test(id));
      await cleaning?.fn(new AbortController().signal);
    };
    return { call, clean };
  }

  it('are changed by users in any replica, and count in all of them at once', async () => {
    const one = await start({
      config: {
        eventLog: { retention: { info: { days: 20 } } },
        readOnly: true,
      },
    });
    const other = await start();
    const before = await one.call<Settings>('get', '/settings');
    expect(before).toMatchObject({
      status: 200,
      body: {
        version: 0,
        overrides: {},
        values: {
          eventLog: { retentionDays: { info: 20, warn: 30, error: 90 } },
          stale: { thresholdDays: 7 },
        },
      },
    });
    expect(before.body.values).toEqual(before.body.defaults);

    const overrides = { eventLog: { retentionDays: { info: 2 } } };
    const changed = await one.call<Settings>('put', '/settings', {
      body: { version: 0, overrides },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        version: 1,
        overrides,
        values: { eventLog: { retentionDays: { info: 2, warn: 30 } } },
        changedBy: 'user:default/ada',
        changedAt: expect.stringMatching(/Z$/),
      },
    });
    const again = await other.call<Settings>('put', '/settings', {
      user: 'user:default/eve',
      body: { version: 0, overrides: { stale: { thresholdDays: 3 } } },
    });
    expect(again.status).toBe(409);
    expect(again.body.error.message).toBe(
      'The settings are at version 1, changed by user:default/ada, and the change was made from version 0. Load them again and repeat it.',
    );
    const seen = await other.call<Settings>('get', '/settings');
    expect(seen.body).toMatchObject({ version: 1, overrides });

    // The change is an event, which the other replica deletes two days later.
    const log = async () =>
      (await one.call<EventsPage>('get', '/events?kind=settings.changed')).body
        .items;
    expect(await log()).toMatchObject([
      {
        source: 'settings',
        actor: 'user:default/ada',
        details: {
          changes: [
            { field: 'eventLog.retentionDays.info', from: 'config', to: 2 },
          ],
        },
      },
    ]);
    const age = (days: number) =>
      knex('docker_watcher_events').update({ at: Date.now() - days * DAY_MS });
    await age(1.9);
    await other.clean();
    expect(await log()).toHaveLength(1);
    await age(2.1);
    await other.clean();
    expect(await log()).toEqual([]);

    // Every attempt was audited, with what was asked for and by which request.
    expect(audit).toMatchObject([
      {
        eventId: 'settings-update',
        severityLevel: 'medium',
        meta: { version: 0, overrides },
        request: { method: 'PUT' },
      },
      { eventId: 'settings-update', meta: { version: 0 } },
    ]);
  });

  it('are for those whom the policy lets see and change them', async () => {
    const { call } = await start();
    const body = { version: 0, overrides: { stale: { thresholdDays: 3 } } };
    const refused = async (as: { user?: string; header?: string }) => {
      const get = await call('get', '/settings', as);
      const put = await call('put', '/settings', { ...as, body });
      return [get.status, put.status, put.body.error.message];
    };
    expect(await refused({ user: 'user:default/reader' })).toEqual([
      200,
      403,
      'Missing permission docker-watcher.settings.update',
    ]);
    expect(await refused({ user: 'user:default/stranger' })).toEqual([
      403,
      403,
      'Missing permission docker-watcher.settings.read',
    ]);
    expect(await refused({ user: 'user:default/outsider' })).toEqual([
      403,
      403,
      'Missing permission docker-watcher.use',
    ]);
    expect(await refused({ header: mockCredentials.service.header() })).toEqual(
      [
        200,
        403,
        expect.stringMatching(
          /^Only users may make changes, and external:test-service is none/,
        ),
      ],
    );
    expect((await call<Settings>('get', '/settings')).body.version).toBe(0);
    // Refusals are audited as well.
    expect(audit).toHaveLength(4);
  });

  it('are for admins alone while there is no policy', async () => {
    const { call } = await start({
      permissionsEnabled: false,
      config: { admins: ['user:default/Ada'] },
    });
    const body = { version: 0, overrides: { stale: { thresholdDays: 3 } } };
    for (const method of ['get', 'put'] as const) {
      const { status, body: answer } = await call(method, '/settings', {
        user: 'user:default/eve',
        body: method === 'put' ? body : undefined,
      });
      expect(status).toBe(403);
      expect(answer.error.message).toMatch(
        /^docker-watcher\.settings\.read is for administrators while the permission framework is off, and user:default\/eve is none of them/,
      );
    }
    expect((await call('get', '/settings')).status).toBe(200);
    expect((await call('put', '/settings', { body })).status).toBe(200);
  });
});
