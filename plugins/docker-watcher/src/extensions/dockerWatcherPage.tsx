import {
  PageBlueprint,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';
import { TabsByPermission } from '../components/TabsByPermission';
import { rootRouteRef } from '../routes';

const TAB_ORDER = ['containers', 'stale', 'events', 'hosts', 'settings'];

/**
 * The page with its tabs.
 *
 * @remarks Configuring a tab in `app.extensions` would move it to the front and
 * make it the landing tab, so the order is fixed here. Tabs of other plugins come last.
 * @alpha
 */
export const dockerWatcherPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { inputs }) {
    const nameOf = (page: (typeof inputs.pages)[number]) =>
      page.node.spec.extension.id.split('/')[1];
    const rank = (page: (typeof inputs.pages)[number]) => {
      const place = TAB_ORDER.indexOf(nameOf(page));
      return place < 0 ? TAB_ORDER.length : place;
    };
    const pages = [...inputs.pages].sort((a, b) => rank(a) - rank(b));
    const pageOf = (shown: typeof pages) =>
      originalFactory(
        { path: '/docker-watcher', routeRef: rootRouteRef },
        { inputs: { pages: shown } },
      );
    const whole = pageOf(pages);
    const settings = pages.find(page => nameOf(page) === 'settings');
    if (!settings) {
      return whole;
    }
    const element = (
      <TabsByPermission
        settingsPath={settings.get(coreExtensionData.routePath)}
        withSettings={whole.get(coreExtensionData.reactElement)}
        withoutSettings={pageOf(pages.filter(page => page !== settings)).get(
          coreExtensionData.reactElement,
        )}
      />
    );
    return [
      ...[...whole].filter(
        ({ id }) => id !== coreExtensionData.reactElement.id,
      ),
      coreExtensionData.reactElement(element),
    ];
  },
});
