import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
// The real one answers over HTTP here, as in a portal.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import dockerWatcherPlugin from 'backstage-plugin-docker-watcher-backend';
import {
  LABEL_COMPOSE_PROJECT,
  LABEL_COMPOSE_SERVICE,
  LABEL_ENTITY_REF,
} from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherHostsExtensionPoint } from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import request from 'supertest';
import catalogModuleDockerWatcher from '.';

jest.setTimeout(120_000);

describe('catalogModuleDockerWatcher', () => {
  it('puts a host and its Compose project into a real catalog, with their relations', async () => {
    const engine = FakeContainerEngine.create();
    engine.addContainer({
      name: 'shop-web-1',
      labels: {
        [LABEL_COMPOSE_PROJECT]: 'shop',
        [LABEL_COMPOSE_SERVICE]: 'web',
        [LABEL_ENTITY_REF]: 'component:default/shop-web',
      },
    });
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleDockerWatcher,
        dockerWatcherPlugin,
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
        mockServices.rootSystemMetadata.factory(),
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            catalog: {
              processingInterval: { seconds: 1 },
              providers: {
                dockerWatcher: {
                  owner: 'group:default/platform',
                  schedule: {
                    frequency: { seconds: 1 },
                    timeout: { seconds: 30 },
                  },
                },
              },
            },
          },
        }),
      ],
    });
    const end = Date.now() + 60_000;
    const read = async (): Promise<Entity[]> => {
      const { body } = await request(server)
        .get('/api/catalog/entities?filter=kind=resource')
        .set('authorization', mockCredentials.service.header());
      return body;
    };
    let entities = await read();
    while (
      !entities[1]?.relations?.some(({ type }) => type === 'dependencyOf') &&
      Date.now() < end
    ) {
      await new Promise(resolve => setTimeout(resolve, 250));
      entities = await read();
    }
    const [host, project] = entities.sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
    expect(host).toMatchObject({
      metadata: {
        name: 'docker-host-local',
        annotations: {
          'backstage.io/managed-by-location': 'docker-watcher:local',
        },
      },
      spec: { type: 'docker-host' },
    });
    expect(project).toMatchObject({
      metadata: { name: 'docker-project-local-shop' },
      spec: { type: 'docker-compose-project', owner: 'group:default/platform' },
      relations: expect.arrayContaining([
        expect.objectContaining({
          type: 'dependencyOf',
          targetRef: 'component:default/shop-web',
        }),
        expect.objectContaining({
          type: 'dependsOn',
          targetRef: 'resource:default/docker-host-local',
        }),
      ]),
    });
  });
});
