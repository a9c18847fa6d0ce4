import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  dockerWatcherContainerReadPermission,
  dockerWatcherHostReadPermission,
  dockerWatcherUsePermission,
  parseContainerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { InventoryReader } from '../inventory/InventoryReader';
import { dockerWatcherContainerResourceRef } from './dockerWatcherContainerResourceRef';
import { containerRules } from './rules';

/** Tells the permission framework what can be permitted, and by which rules. */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  inventory: Pick<InventoryReader, 'getFilterables'>;
}): void {
  const { permissionsRegistry, inventory } = options;
  permissionsRegistry.addPermissions([
    dockerWatcherUsePermission,
    dockerWatcherHostReadPermission,
  ]);
  permissionsRegistry.addResourceType({
    resourceRef: dockerWatcherContainerResourceRef,
    permissions: [dockerWatcherContainerReadPermission],
    rules: Object.values(containerRules),
    getResources: async refs => {
      const parsed = refs.map(parseContainerResourceRef);
      const known = await inventory.getFilterables(
        parsed.flatMap(ref => ref ?? []),
      );
      return parsed.map(ref => (ref ? known.shift() : undefined));
    },
  });
}
