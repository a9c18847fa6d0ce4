import { createPermissionRule } from '@backstage/plugin-permission-node';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherContainerResourceRef } from '../dockerWatcherContainerResourceRef';
import { labelParams, toLabelCondition } from './params';

/** Containers that carry a label. */
export const hasLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description: 'Allow containers that carry the label',
  resourceRef: dockerWatcherContainerResourceRef,
  paramsSchema: labelParams,
  apply: (container, params) =>
    matchesContainerFilter(container, toLabelCondition(params)),
  toQuery: toLabelCondition,
});
