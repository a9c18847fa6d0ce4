import { createPermissionRule } from '@backstage/plugin-permission-node';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherContainerResourceRef } from '../dockerWatcherContainerResourceRef';
import { ownerParams, toOwnerCondition } from './params';

/** Containers of entities that one of the claims owns. */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow containers whose entity is owned by one of the claims',
  resourceRef: dockerWatcherContainerResourceRef,
  paramsSchema: ownerParams,
  apply: (container, params) =>
    matchesContainerFilter(container, toOwnerCondition(params)),
  toQuery: toOwnerCondition,
});
