import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { staleRouteRef } from '../routes';

/**
 * The Stale tab.
 * @alpha
 */
export const staleSubPage = SubPageBlueprint.make({
  name: 'stale',
  params: {
    path: 'stale',
    title: 'Stale',
    routeRef: staleRouteRef,
    loader: () => import('../components/StaleTab').then(m => <m.StaleTab />),
  },
});
