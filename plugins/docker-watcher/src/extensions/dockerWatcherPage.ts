import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../routes';

const TAB_ORDER = ['containers', 'hosts'];

/**
 * The page with its tabs.
 *
 * @remarks Configuring a tab in `app.extensions` would move it to the front and
 * make it the landing tab, so the order is fixed here. Tabs of other plugins come last.
 * @alpha
 */
export const dockerWatcherPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { inputs }) {
    const rank = (page: (typeof inputs.pages)[number]) => {
      const place = TAB_ORDER.indexOf(
        page.node.spec.extension.id.split('/')[1],
      );
      return place < 0 ? TAB_ORDER.length : place;
    };
    return originalFactory(
      { path: '/docker-watcher', routeRef: rootRouteRef },
      {
        inputs: {
          pages: [...inputs.pages].sort((a, b) => rank(a) - rank(b)),
        },
      },
    );
  },
});
