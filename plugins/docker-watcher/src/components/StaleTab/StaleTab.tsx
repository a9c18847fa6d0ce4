import { AppPluginShell } from '../PluginShell';
import { StalePage } from '../StalePage';

/** The Stale tab in an app of the new frontend system. */
export function StaleTab() {
  return (
    <AppPluginShell>
      <StalePage />
    </AppPluginShell>
  );
}
