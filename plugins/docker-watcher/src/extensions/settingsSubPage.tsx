import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { settingsRouteRef } from '../routes';

/**
 * The Settings tab, for those who may see it.
 * @alpha
 */
export const settingsSubPage = SubPageBlueprint.make({
  name: 'settings',
  params: {
    path: 'settings',
    title: 'Settings',
    routeRef: settingsRouteRef,
    loader: () =>
      import('../components/SettingsTab').then(m => <m.SettingsTab />),
  },
});
