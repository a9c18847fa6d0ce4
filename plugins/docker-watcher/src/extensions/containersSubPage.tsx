import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { containersRouteRef } from '../routes';

/**
 * The Containers tab with the view of a single container below it.
 * @alpha
 */
export const containersSubPage = SubPageBlueprint.make({
  name: 'containers',
  params: {
    path: 'containers',
    title: 'Containers',
    routeRef: containersRouteRef,
    loader: () =>
      import('../components/ContainersTab').then(m => <m.ContainersTab />),
  },
});
