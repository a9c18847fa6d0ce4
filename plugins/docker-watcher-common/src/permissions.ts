import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of containers in the permission framework. A resource is
 * referred to by `host/id`, see {@link containerResourceRef}.
 * @public
 */
export const RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER =
  'docker-watcher-container';

/**
 * May use the plugin at all. Basic, so it is fit to show or hide pages.
 * @public
 */
export const dockerWatcherUsePermission = createPermission({
  name: 'docker-watcher.use',
  attributes: { action: 'read' },
});

/**
 * May see hosts: their state, engine and errors.
 * @public
 */
export const dockerWatcherHostReadPermission = createPermission({
  name: 'docker-watcher.host.read',
  attributes: { action: 'read' },
});

/**
 * May see a container and what the inventory knows of it.
 * @public
 */
export const dockerWatcherContainerReadPermission = createPermission({
  name: 'docker-watcher.container.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
});

/**
 * Every permission the plugin asks for.
 * @public
 */
export const dockerWatcherPermissions = [
  dockerWatcherUsePermission,
  dockerWatcherHostReadPermission,
  dockerWatcherContainerReadPermission,
];
