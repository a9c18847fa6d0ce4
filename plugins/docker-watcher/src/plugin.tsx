import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiBox3Line } from '@remixicon/react';
import {
  containersSubPage,
  dockerActivityWidget,
  dockerWatcherApi,
  dockerWatcherPage,
  entityContainersCard,
  entityContainersContent,
  eventsSubPage,
  hostsSubPage,
  settingsSubPage,
  staleSubPage,
} from './extensions';
import {
  containerRouteRef,
  containersRouteRef,
  entityContainersRouteRef,
  eventsRouteRef,
  hostsRouteRef,
  rootRouteRef,
  settingsRouteRef,
  staleRouteRef,
} from './routes';

/**
 * The plugin for Backstage's new frontend system.
 * @public
 */
export const dockerWatcherPlugin = createFrontendPlugin({
  pluginId: 'docker-watcher',
  title: 'Docker',
  icon: <RiBox3Line />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    containers: containersRouteRef,
    container: containerRouteRef,
    stale: staleRouteRef,
    events: eventsRouteRef,
    hosts: hostsRouteRef,
    settings: settingsRouteRef,
    entityContainers: entityContainersRouteRef,
  },
  extensions: [
    dockerWatcherApi,
    dockerWatcherPage,
    containersSubPage,
    staleSubPage,
    eventsSubPage,
    hostsSubPage,
    settingsSubPage,
    dockerActivityWidget,
    entityContainersCard,
    entityContainersContent,
  ],
});
