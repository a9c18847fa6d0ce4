import { createPermissionRule } from '@backstage/plugin-permission-node';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherEventResourceRef } from '../dockerWatcherEventResourceRef';
import { labelParams, toLabelCondition } from './params';

/** Events of containers that carry a label. */
export const hasEventLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description: 'Allow events of containers that carry the label',
  resourceRef: dockerWatcherEventResourceRef,
  paramsSchema: labelParams,
  apply: (event, params) =>
    matchesContainerFilter(event, toLabelCondition(params)),
  toQuery: toLabelCondition,
});
