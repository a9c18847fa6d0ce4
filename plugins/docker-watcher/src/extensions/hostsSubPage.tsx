import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { hostsRouteRef } from '../routes';

/**
 * The Hosts tab.
 * @alpha
 */
export const hostsSubPage = SubPageBlueprint.make({
  name: 'hosts',
  params: {
    path: 'hosts',
    title: 'Hosts',
    routeRef: hostsRouteRef,
    loader: () => import('../components/HostsTab').then(m => <m.HostsTab />),
  },
});
