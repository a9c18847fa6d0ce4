import { EventsPage } from '../EventsPage';
import { AppPluginShell } from '../PluginShell';

/** The Events tab in an app of the new frontend system. */
export function EventsTab() {
  return (
    <AppPluginShell>
      <EventsPage />
    </AppPluginShell>
  );
}
