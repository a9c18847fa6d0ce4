import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
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
  LABEL_ENTITY_REF,
  RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
  RESOURCE_TYPE_DOCKER_WATCHER_EVENT,
  containerResourceRef,
  dockerWatcherContainerReadPermission,
  dockerWatcherEventReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherHostsExtensionPoint } from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
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

jest.setTimeout(60_000);

/** What an installation would write: owners see theirs, and everybody what is public. */
class OwnersPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (
      isResourcePermission(permission, RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER)
    ) {
      return createDockerWatcherContainerConditionalDecision(permission, {
        anyOf: [
          dockerWatcherContainerConditions.isOwner({
            claims: user?.info.ownershipEntityRefs ?? [],
          }),
          dockerWatcherContainerConditions.hasLabel({
            key: 'visibility',
            value: 'public',
          }),
        ],
      });
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_DOCKER_WATCHER_EVENT)) {
      return createDockerWatcherEventConditionalDecision(
        permission,
        dockerWatcherEventConditions.isOwner({
          claims: user?.info.ownershipEntityRefs ?? [],
        }),
      );
    }
    return { result: AuthorizeResult.ALLOW };
  }
}

const header = mockCredentials.user.header('user:default/me');

function toText(
  res: request.Response,
  done: (error: Error | null, text: string) => void,
) {
  const chunks: Buffer[] = [];
  res.on('data', chunk => chunks.push(chunk));
  res.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
}

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('dockerWatcherPlugin under the real permission framework', () => {
  it('is decided by the rules of a policy, for lists and for single containers', async () => {
    const knex = await databases.init('SQLITE_3');
    const engine = FakeContainerEngine.create();
    const add = (name: string, labels: Record<string, string>) =>
      engine.addContainer({ id: idOf(`local/${name}`), name, labels });
    add('mine', { [LABEL_ENTITY_REF]: 'component:default/mine' });
    add('open', { visibility: 'public' });
    add('closed', { visibility: 'private' });
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
                hosts.addHost({ name: 'local', engine });
              },
            });
          },
        }),
        permissionsServiceFactory,
        httpAuthWithActors([header]),
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
        mockServices.database.factory({ knex }),
        mockServices.rootSystemMetadata.factory(),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'mine', namespace: 'default' },
              relations: [{ type: 'ownedBy', targetRef: 'user:default/me' }],
            },
          ],
        }),
      ],
    });
    await eventually(async () => {
      const { status, body } = await request(server)
        .get('/api/docker-watcher/containers')
        .set('authorization', header);
      expect({ status, ...body }).toMatchObject({
        status: 200,
        items: [{ name: 'mine' }, { name: 'open' }],
        totalItems: 2,
      });
    });

    const names = ['mine', 'open', 'closed', 'unknown'];
    const decided = await request(server)
      .post('/api/permission/authorize')
      .set('authorization', header)
      .send({
        items: names.map(name => ({
          id: name,
          permission: dockerWatcherContainerReadPermission,
          resourceRef: containerResourceRef({
            host: 'local',
            id: idOf(`local/${name}`),
          }),
        })),
      });
    expect(
      decided.body.items.map(({ result }: { result: string }) => result),
    ).toEqual(['ALLOW', 'ALLOW', 'DENY', 'DENY']);

    for (const [index, name] of names.entries()) {
      const { status } = await request(server)
        .get(`/api/docker-watcher/containers/local/${idOf(`local/${name}`)}`)
        .set('authorization', header);
      expect([name, status]).toEqual([name, [200, 200, 404, 404][index]]);
    }

    // Of events the policy shows those of one's own, though more may be seen.
    for (const name of ['mine', 'open', 'closed']) {
      await engine.drive.stop(idOf(`local/${name}`));
    }
    const logged = await eventually(async () => {
      const rows = await knex('docker_watcher_events').orderBy('id');
      const about = rows.map(row => row.container_name ?? 'host');
      expect([...new Set(about)]).toEqual(['host', 'mine', 'open', 'closed']);
      return rows;
    });
    const decidedOnEvents = await request(server)
      .post('/api/permission/authorize')
      .set('authorization', header)
      .send({
        items: [...logged.map(({ id }) => String(id)), '4711', 'nonsense'].map(
          id => ({
            id,
            permission: dockerWatcherEventReadPermission,
            resourceRef: id,
          }),
        ),
      });
    expect(
      decidedOnEvents.body.items.map(
        ({ result }: { result: string }) => result,
      ),
    ).toEqual([
      ...logged.map(row => (row.container_name === 'mine' ? 'ALLOW' : 'DENY')),
      'DENY',
      'DENY',
    ]);
    const mine = logged.filter(row => row.container_name === 'mine');
    const read = (path: string) =>
      request(server)
        .get(`/api/docker-watcher${path}`)
        .set('authorization', header)
        .expect(200);
    const listed = (await read('/events')).body.items;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual(
      mine.map(({ id }) => String(id)).reverse(),
    );
    const { buckets } = (await read('/event-histogram?buckets=1')).body;
    expect(buckets[0].info + buckets[0].warn).toBe(mine.length);
    const exported = await read('/event-export').buffer(true).parse(toText);
    expect(exported.body.trimEnd().split('\n')).toHaveLength(mine.length);
    for (const row of logged) {
      const { status } = await request(server)
        .get(`/api/docker-watcher/events/${row.id}`)
        .set('authorization', header);
      expect([row.message, status]).toEqual([
        row.message,
        row.container_name === 'mine' ? 200 : 404,
      ]);
    }

    const metadata = await request(server)
      .get('/api/docker-watcher/.well-known/backstage/permissions/metadata')
      .set('authorization', mockCredentials.service.header());
    expect(
      metadata.body.permissions
        .map(({ name }: { name: string }) => name)
        .sort(),
    ).toEqual([
      'docker-watcher.container.read',
      'docker-watcher.container.remove',
      'docker-watcher.container.restart',
      'docker-watcher.container.start',
      'docker-watcher.container.stop',
      'docker-watcher.event.read',
      'docker-watcher.host.read',
      'docker-watcher.settings.read',
      'docker-watcher.settings.update',
      'docker-watcher.use',
    ]);
    expect(
      metadata.body.rules.map(
        (rule: { name: string; paramsSchema: { properties: object } }) => [
          rule.name,
          Object.keys(rule.paramsSchema.properties),
        ],
      ),
    ).toEqual([
      ['HAS_LABEL', ['key', 'value']],
      ['IS_ON_HOST', ['hosts']],
      ['IS_OWNER', ['claims']],
      ['HAS_LABEL', ['key', 'value']],
      ['IS_ON_HOST', ['hosts']],
      ['IS_OWNER', ['claims']],
    ]);
  });
});
