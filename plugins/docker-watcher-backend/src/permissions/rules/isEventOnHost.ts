import { createPermissionRule } from '@backstage/plugin-permission-node';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherEventResourceRef } from '../dockerWatcherEventResourceRef';
import { hostParams, toHostCondition } from './params';

/** Events of certain hosts and of what is on them. */
export const isEventOnHost = createPermissionRule({
  name: 'IS_ON_HOST',
  description: 'Allow events of one of the hosts and of what is on them',
  resourceRef: dockerWatcherEventResourceRef,
  paramsSchema: hostParams,
  apply: (event, params) =>
    matchesContainerFilter(event, toHostCondition(params)),
  toQuery: toHostCondition,
});
