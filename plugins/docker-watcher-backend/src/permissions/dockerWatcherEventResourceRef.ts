import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_DOCKER_WATCHER_EVENT } from 'backstage-plugin-docker-watcher-common';
import { EventCondition } from '../inventory/VisibleEvents';
import { FilterableEvent } from '../inventory/matchesContainerFilter';

/** Events in the permission framework: what rules look at and translate to. */
export const dockerWatcherEventResourceRef = createPermissionResourceRef<
  FilterableEvent,
  EventCondition
>().with({
  pluginId: 'docker-watcher',
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_EVENT,
});
