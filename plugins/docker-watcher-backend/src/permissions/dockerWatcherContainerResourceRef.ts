import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER } from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { FilterableContainer } from '../inventory/matchesContainerFilter';

/** Containers in the permission framework: what rules look at and translate to. */
export const dockerWatcherContainerResourceRef = createPermissionResourceRef<
  FilterableContainer,
  ContainerFilter
>().with({
  pluginId: 'docker-watcher',
  resourceType: RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
});
