import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { dockerWatcherHostsExtensionPoint } from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { SystemClock } from '../src/lib/SystemClock';

// The plugin alone, for `yarn start` in this folder: with a pretended host, an entity
// for one of its containers, and everybody signed in as a user.
//
//   curl http://localhost:7007/api/docker-watcher/containers

const engine = FakeContainerEngine.create({ clock: new SystemClock() });
engine.addContainer({
  name: 'shop-web-1',
  image: 'nginx:1.27',
  state: 'running',
  health: 'healthy',
  startedAt: engine.now,
  labels: {
    'docker-watcher.entity-ref': 'component:default/shop-web',
    'com.docker.compose.project': 'shop',
    'com.docker.compose.service': 'web',
    'com.docker.compose.container-number': '1',
  },
  ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp' }],
});
engine.addContainer({
  name: 'migrations',
  state: 'exited',
  exitCode: 1,
  startedAt: engine.now,
  finishedAt: engine.now,
});

const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.permissions.factory());
backend.add(mockServices.userInfo.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'shop-web', namespace: 'default' },
        relations: [{ type: 'ownedBy', targetRef: 'user:default/mock' }],
      },
    ],
  }),
);
backend.add(import('../src'));
backend.add(
  createBackendModule({
    pluginId: 'docker-watcher',
    moduleId: 'pretended-host',
    register(env) {
      env.registerInit({
        deps: { hosts: dockerWatcherHostsExtensionPoint },
        async init({ hosts }) {
          hosts.addHost({
            name: 'pretended',
            title: 'Pretended host',
            simulated: true,
            engine,
          });
        },
      });
    },
  }),
);

backend.start();
