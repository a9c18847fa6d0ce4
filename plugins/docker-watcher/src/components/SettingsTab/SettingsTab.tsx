import { AppPluginShell } from '../PluginShell';
import { SettingsPage } from '../SettingsPage';

/** The Settings tab in an app of the new frontend system. */
export function SettingsTab() {
  return (
    <AppPluginShell>
      <SettingsPage />
    </AppPluginShell>
  );
}
