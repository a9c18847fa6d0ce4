import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  PolicyDecision,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  Container,
  EventHistogram,
  LABEL_ENTITY_REF,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherHostsExtensionPoint } from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { httpAuthWithActors } from './__testUtils__/httpAuthWithActors';
import { idOf } from './database/__testUtils__/inventoryRows';
import dockerWatcherPlugin, {
  createDockerWatcherContainerConditionalDecision,
  createDockerWatcherEventConditionalDecision,
  dockerWatcherContainerConditions,
  dockerWatcherEventConditions,
} from '.';

jest.setTimeout(180_000);

/** Owners may do anything with theirs, and nobody anything with what is another's. */
class OwnersPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (isResourcePermission(permission, 'docker-watcher-container')) {
      return createDockerWatcherContainerConditionalDecision(
        permission,
        dockerWatcherContainerConditions.isOwner({ claims }),
      );
    }
    if (isResourcePermission(permission, 'docker-watcher-event')) {
      return createDockerWatcherEventConditionalDecision(
        permission,
        dockerWatcherEventConditions.isOwner({ claims }),
      );
    }
    return {
      result:
        permission.name === 'docker-watcher.use'
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    };
  }
}

const me = mockCredentials.user.header('user:default/me');
const LABELLED = idOf('local/labelled');
const PLAIN = idOf('local/plain');
const VICTIM = 'component:default/victim';
const THIEF = 'component:default/thief';

function component(
  name: string,
  owner: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

async function startPortal(options: {
  knex: Knex;
  engine: FakeContainerEngine;
  trustAnnotationsFrom?: string[];
  entities?: Entity[];
}) {
  const { knex, engine, trustAnnotationsFrom } = options;
  const catalog = {
    entities: options.entities ?? [
      component('victim', 'group:default/victims'),
      component('thief', 'user:default/me'),
    ],
  };
  const { server } = await startTestBackend({
    features: [
      dockerWatcherPlugin,
      permissionPlugin,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'owners-policy',
        register(env) {
          env.registerInit({
            deps: { policy: policyExtensionPoint },
            async init({ policy }) {
              policy.setPolicy(new OwnersPolicy());
            },
          });
        },
      }),
      createBackendModule({
        pluginId: 'docker-watcher',
        moduleId: 'test-host',
        register(env) {
          env.registerInit({
            deps: { hosts: dockerWatcherHostsExtensionPoint },
            async init({ hosts }) {
              hosts.addHost({ name: 'local', engine, trustAnnotationsFrom });
            },
          });
        },
      }),
      permissionsServiceFactory,
      httpAuthWithActors([me]),
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
      mockServices.database.factory({ knex }),
      mockServices.rootSystemMetadata.factory(),
      // A catalog whose entities can be edited while it runs.
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          new Proxy(catalogServiceMock(), {
            get(_, name) {
              const { entities } = catalog;
              const current = catalogServiceMock({ entities });
              const member = Reflect.get(current, name);
              return typeof member === 'function'
                ? member.bind(current)
                : member;
            },
          }),
      }),
    ],
  });
  const get = async (path: string) => {
    const { status, body } = await request(server)
      .get(`/api/docker-watcher${path}`)
      .set('authorization', me);
    return { status, body };
  };
  return {
    catalog,
    get,
    server,
    containers: async (): Promise<Container[]> =>
      (await get('/containers')).body.items,
    events: async (): Promise<WatcherEvent[]> =>
      (await get('/events?limit=500')).body.items,
  };
}

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function createScene() {
  const knex = await databases.init('SQLITE_3');
  const engine = FakeContainerEngine.create();
  engine.addContainer({
    id: LABELLED,
    name: 'labelled',
    labels: { [LABEL_ENTITY_REF]: VICTIM },
  });
  engine.addContainer({ id: PLAIN, name: 'plain', state: 'running' });
  const told = async (): Promise<number> =>
    Number((await knex('docker_watcher_events').count({ n: '*' }))[0].n);
  return {
    knex,
    engine,
    /** Lets the container end and start, and waits until the log has it. */
    restartPlain: async () => {
      const before = await told();
      await engine.drive.stop(PLAIN);
      await engine.drive.start(PLAIN);
      await eventually(async () =>
        expect(await told()).toBeGreaterThanOrEqual(before + 2),
      );
    },
  };
}

describe('a claim by annotation, end to end', () => {
  it('on a container of another team gains no log, no action and no event that was not readable before', async () => {
    const { knex, engine, restartPlain } = await createScene();
    const portal = await startPortal({ knex, engine });
    await eventually(async () => {
      expect(await knex('docker_watcher_containers')).toHaveLength(2);
      expect(await knex('docker_watcher_entity_owners')).toHaveLength(1);
    });
    await restartPlain();
    expect(await portal.containers()).toEqual([]);
    expect(await portal.events()).toEqual([]);

    portal.catalog.entities = [
      component('victim', 'group:default/victims'),
      component('thief', 'user:default/me', {
        'docker-watcher/container-name': 'labelled,plain',
        'docker-watcher/selector': `${LABEL_ENTITY_REF}=${VICTIM}`,
      }),
    ];
    const deadline = Date.now() + 60_000;
    while (!(await portal.containers()).length && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    // It was taken up within a minute: it gives sight of what nobody labelled.
    expect(await portal.containers()).toMatchObject([
      {
        name: 'plain',
        entityRef: THIEF,
        claims: [
          { entityRef: THIEF, source: 'container-name', trusted: false },
        ],
      },
    ]);
    expect((await portal.get(`/containers/local/${PLAIN}`)).status).toBe(200);
    expect((await portal.get(`/containers/local/${LABELLED}`)).status).toBe(
      404,
    );

    // Neither what had happened, nor what happens from now on.
    await restartPlain();
    expect(await portal.events()).toEqual([]);
    const rows: { id: number; entity_ref: string | null }[] = await knex(
      'docker_watcher_events',
    );
    for (const { id, entity_ref } of rows) {
      expect(entity_ref).not.toBe(THIEF);
      expect((await portal.get(`/events/${id}`)).status).toBe(404);
    }
    for (const query of [`entityRef=${THIEF}`, `containerId=${PLAIN}`]) {
      expect((await portal.get(`/events?${query}`)).body.items).toEqual([]);
    }
    const { buckets }: EventHistogram = (await portal.get('/event-histogram'))
      .body;
    expect(buckets.some(({ info, warn, error }) => info + warn + error)).toBe(
      false,
    );
    // Nor anything that is done to the container: what is seen is refused, what is
    // hidden is not there.
    const { body } = await portal.get(`/containers/local/${PLAIN}`);
    expect(body.allowedActions).toEqual([]);
    for (const [id, refused] of [
      [PLAIN, 403],
      [LABELLED, 404],
    ] as const) {
      const path = `/api/docker-watcher/containers/local/${id}`;
      const answers = [
        ...['start', 'stop', 'restart'].map(action =>
          request(portal.server)
            .post(`${path}/${action}`)
            .send({ expectedState: 'running' }),
        ),
        request(portal.server).delete(`${path}?expectedState=running`),
      ].map(call => call.set('authorization', me));
      for (const { status } of await Promise.all(answers)) {
        expect(status).toBe(refused);
      }
      for (const read of ['logs', 'logs/stream']) {
        const { status } = await portal.get(`/containers/local/${id}/${read}`);
        expect([403, 404]).toContain(status);
      }
    }
    expect(engine.container(PLAIN).state).toBe('running');
  });

  it('makes owners where the host trusts them, and not of what a label names', async () => {
    const { knex, engine, restartPlain } = await createScene();
    const portal = await startPortal({
      knex,
      engine,
      trustAnnotationsFrom: ['user:default/me'],
      entities: [
        component('victim', 'group:default/victims'),
        component('thief', 'user:default/me', {
          'docker-watcher/container-name': 'labelled,plain',
        }),
      ],
    });
    await eventually(async () =>
      expect(await portal.containers()).toMatchObject([
        { name: 'plain', entityRef: THIEF, claims: [{ trusted: true }] },
      ]),
    );
    await restartPlain();
    await eventually(async () =>
      expect(await portal.events()).toMatchObject([
        { containerName: 'plain', entityRef: THIEF },
        { containerName: 'plain', entityRef: THIEF },
      ]),
    );
    const { body } = await portal.get(`/containers/local/${PLAIN}`);
    expect(body.allowedActions).not.toEqual([]);
  });
});
