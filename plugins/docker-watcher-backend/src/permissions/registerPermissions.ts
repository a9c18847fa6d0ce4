import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerRemovePermission,
  dockerWatcherContainerRestartPermission,
  dockerWatcherContainerStartPermission,
  dockerWatcherContainerStopPermission,
  dockerWatcherEventReadPermission,
  dockerWatcherHostReadPermission,
  dockerWatcherSettingsReadPermission,
  dockerWatcherSettingsUpdatePermission,
  dockerWatcherUsePermission,
  parseContainerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { isEventId } from '../eventLog/isEventId';
import { EventResources } from '../inventory/EventResources';
import { InventoryReader } from '../inventory/InventoryReader';
import { dockerWatcherContainerResourceRef } from './dockerWatcherContainerResourceRef';
import { dockerWatcherEventResourceRef } from './dockerWatcherEventResourceRef';
import { containerRules, eventRules } from './rules';

/** Tells the permission framework what can be permitted, and by which rules. */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  inventory: Pick<InventoryReader, 'getFilterables'>;
  events: EventResources;
}): void {
  const { permissionsRegistry, inventory, events } = options;
  permissionsRegistry.addPermissions([
    dockerWatcherUsePermission,
    dockerWatcherHostReadPermission,
    dockerWatcherSettingsReadPermission,
    dockerWatcherSettingsUpdatePermission,
  ]);
  permissionsRegistry.addResourceType({
    resourceRef: dockerWatcherContainerResourceRef,
    permissions: [
      dockerWatcherContainerReadPermission,
      dockerWatcherContainerStartPermission,
      dockerWatcherContainerStopPermission,
      dockerWatcherContainerRestartPermission,
      dockerWatcherContainerRemovePermission,
    ],
    rules: Object.values(containerRules),
    getResources: async refs => {
      const parsed = refs.map(parseContainerResourceRef);
      const known = await inventory.getFilterables(
        parsed.flatMap(ref => ref ?? []),
      );
      return parsed.map(ref => (ref ? known.shift() : undefined));
    },
  });
  permissionsRegistry.addResourceType({
    resourceRef: dockerWatcherEventResourceRef,
    permissions: [dockerWatcherEventReadPermission],
    rules: Object.values(eventRules),
    getResources: async refs => {
      const known = await events.getFilterableEvents(refs.filter(isEventId));
      return refs.map(ref => (isEventId(ref) ? known.shift() : undefined));
    },
  });
}
