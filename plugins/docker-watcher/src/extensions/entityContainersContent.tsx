import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isDockerWatcherAvailable } from '../model/isDockerWatcherAvailable';
import { entityContainersRouteRef } from '../routes';

/**
 * The tab of an entity.
 * @alpha
 */
export const entityContainersContent = EntityContentBlueprint.make({
  name: 'containers',
  params: {
    path: '/docker-watcher',
    title: 'Containers',
    group: 'deployment',
    routeRef: entityContainersRouteRef,
    filter: isDockerWatcherAvailable,
    loader: () =>
      import('../components/EntityContainers').then(m => (
        <m.AppEntityContainers />
      )),
  },
});
