import { HostsPage } from '../HostsPage';
import { AppPluginShell } from '../PluginShell';

/** The Hosts tab in an app of the new frontend system. */
export function HostsTab() {
  return (
    <AppPluginShell>
      <HostsPage />
    </AppPluginShell>
  );
}
