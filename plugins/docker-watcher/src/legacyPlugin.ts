import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
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

/**
 * The newest warnings and errors of Docker hosts and containers, for the home page.
 * @public
 */
export const DockerActivityCard: (props: { title?: string }) => JSX.Element =
  dockerWatcherLegacyPlugin.provide(
    createCardExtension<{}>({
      name: 'DockerActivityCard',
      title: 'Docker activity',
      description:
        'The newest warnings and errors of Docker hosts and containers',
      components: async () => {
        const { LegacyDockerActivity } = await import(
          './components/DockerActivity'
        );
        return { Content: LegacyDockerActivity };
      },
    }),
  );

/**
 * The card of an entity's overview: its containers by state and health.
 * @public
 */
export const EntityDockerWatcherCard: (props: {
  /** Path of the tab below the entity. Default: `/docker-watcher`. */
  contentPath?: string;
}) => JSX.Element = dockerWatcherLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityDockerWatcherCard',
    component: {
      lazy: () =>
        import('./components/EntityContainers').then(
          m => m.LegacyEntityContainersCard,
        ),
    },
  }),
);

/**
 * The tab of an entity: its containers, what happened to them, how they are linked.
 * @public
 */
export const EntityDockerWatcherContent: () => JSX.Element =
  dockerWatcherLegacyPlugin.provide(
    createComponentExtension({
      name: 'EntityDockerWatcherContent',
      component: {
        lazy: () =>
          import('./components/EntityContainers').then(
            m => m.LegacyEntityContainers,
          ),
      },
    }),
  );
