import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isDockerWatcherAvailable } from '../model/isDockerWatcherAvailable';

/**
 * The card on the overview of an entity.
 * @alpha
 */
export const entityContainersCard = EntityCardBlueprint.make({
  name: 'containers',
  params: {
    type: 'content',
    filter: isDockerWatcherAvailable,
    loader: () =>
      import('../components/EntityContainers').then(m => (
        <m.AppEntityContainersCard />
      )),
  },
});
