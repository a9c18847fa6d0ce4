import { createPermissionRule } from '@backstage/plugin-permission-node';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherEventResourceRef } from '../dockerWatcherEventResourceRef';
import { ownerParams, toOwnerCondition } from './params';

/** Events about entities that one of the claims owns. */
export const isEventOfOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow events about an entity that one of the claims owns',
  resourceRef: dockerWatcherEventResourceRef,
  paramsSchema: ownerParams,
  apply: (event, params) =>
    matchesContainerFilter(event, toOwnerCondition(params)),
  toQuery: toOwnerCondition,
});
