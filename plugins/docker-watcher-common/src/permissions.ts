import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of containers in the permission framework. A resource is
 * referred to by `host/id`, see {@link containerResourceRef}.
 * @public
 */
export const RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER =
  'docker-watcher-container';

/**
 * Resource type of events in the permission framework. A resource is referred to by
 * its id in the log.
 * @public
 */
export const RESOURCE_TYPE_DOCKER_WATCHER_EVENT = 'docker-watcher-event';

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
 * May start a container that does not run.
 * @public
 */
export const dockerWatcherContainerStartPermission = createPermission({
  name: 'docker-watcher.container.start',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
});

/**
 * May stop a container.
 * @public
 */
export const dockerWatcherContainerStopPermission = createPermission({
  name: 'docker-watcher.container.stop',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
});

/**
 * May restart a container.
 * @public
 */
export const dockerWatcherContainerRestartPermission = createPermission({
  name: 'docker-watcher.container.restart',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
});

/**
 * May remove a container that does not run. Its volumes stay.
 * @public
 */
export const dockerWatcherContainerRemovePermission = createPermission({
  name: 'docker-watcher.container.remove',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
});

/**
 * May keep the workload of a container out of the stale ones for a while, and end that.
 * @public
 */
export const dockerWatcherContainerSnoozePermission = createPermission({
  name: 'docker-watcher.container.snooze',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
});

/**
 * May see an event of the log. It narrows what is to be seen and never widens it: the
 * event of a container that may not be seen, or of a host without
 * `docker-watcher.host.read`, stays hidden.
 * @public
 */
export const dockerWatcherEventReadPermission = createPermission({
  name: 'docker-watcher.event.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_EVENT,
});

/**
 * May see the settings, and the events that tell of their changes.
 * @public
 */
export const dockerWatcherSettingsReadPermission = createPermission({
  name: 'docker-watcher.settings.read',
  attributes: { action: 'read' },
});

/**
 * May change the settings.
 * @public
 */
export const dockerWatcherSettingsUpdatePermission = createPermission({
  name: 'docker-watcher.settings.update',
  attributes: { action: 'update' },
});

/**
 * Every permission the plugin asks for.
 * @public
 */
export const dockerWatcherPermissions = [
  dockerWatcherUsePermission,
  dockerWatcherHostReadPermission,
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerStartPermission,
  dockerWatcherContainerStopPermission,
  dockerWatcherContainerRestartPermission,
  dockerWatcherContainerRemovePermission,
  dockerWatcherContainerSnoozePermission,
  dockerWatcherEventReadPermission,
  dockerWatcherSettingsReadPermission,
  dockerWatcherSettingsUpdatePermission,
];
