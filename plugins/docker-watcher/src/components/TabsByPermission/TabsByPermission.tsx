import { Progress } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  dockerWatcherSettingsReadPermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import { useParams } from 'react-router-dom';

/**
 * The page with or without its Settings tab, by whether the reader may see it.
 *
 * @remarks A predicate on the tab's extension would do the same, but one that cannot
 * be decided takes the whole app down. Who comes by the tab's address gets it in any
 * case, and is told there what is missing.
 */
export function TabsByPermission(props: {
  settingsPath: string;
  withSettings: JSX.Element;
  withoutSettings: JSX.Element;
}) {
  const { settingsPath, withSettings, withoutSettings } = props;
  const settings = usePermission({
    permission: dockerWatcherSettingsReadPermission,
  });
  // Asked for together, so that the page need not wait a second time.
  usePermission({ permission: dockerWatcherUsePermission });
  const [tab] = (useParams()['*'] ?? '').split('/');
  if (settings.allowed || tab === settingsPath) {
    return withSettings;
  }
  // The tabs are drawn once: drawing them anew would begin the pages anew as well.
  return settings.loading ? <Progress /> : withoutSettings;
}
