import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { eventsRouteRef } from '../routes';

/**
 * The Events tab.
 * @alpha
 */
export const eventsSubPage = SubPageBlueprint.make({
  name: 'events',
  params: {
    path: 'events',
    title: 'Events',
    routeRef: eventsRouteRef,
    loader: () => import('../components/EventsTab').then(m => <m.EventsTab />),
  },
});
