import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiBox3Line } from '@remixicon/react';
import {
  containersSubPage,
  dockerActivityWidget,
  dockerWatcherApi,
  dockerWatcherPage,
  eventsSubPage,
  hostsSubPage,
  settingsSubPage,
} from './extensions';
import {
  containerRouteRef,
  containersRouteRef,
  eventsRouteRef,
  hostsRouteRef,
  rootRouteRef,
  settingsRouteRef,
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
    events: eventsRouteRef,
    hosts: hostsRouteRef,
    settings: settingsRouteRef,
  },
  extensions: [
    dockerWatcherApi,
    dockerWatcherPage,
    containersSubPage,
    eventsSubPage,
    hostsSubPage,
    settingsSubPage,
    dockerActivityWidget,
  ],
});
