import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { DockerWatcherClient } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherApiRef } from './api';
import { legacyRootRouteRef } from './legacyRoutes';

/**
 * The plugin for Backstage's old frontend system.
 * @public
 */
export const dockerWatcherLegacyPlugin = createPlugin({
  id: 'docker-watcher',
  routes: { root: legacyRootRouteRef },
  apis: [
    createApiFactory({
      api: dockerWatcherApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new DockerWatcherClient({ fetchApi }),
    }),
  ],
});

/**
 * The page with its tabs, to be mounted at `/docker-watcher`.
 * @public
 */
export const DockerWatcherPage: () => JSX.Element =
  dockerWatcherLegacyPlugin.provide(
    createRoutableExtension({
      name: 'DockerWatcherPage',
      component: () =>
        import('./components/LegacyPage').then(m => m.LegacyPage),
      mountPoint: legacyRootRouteRef,
    }),
  );
