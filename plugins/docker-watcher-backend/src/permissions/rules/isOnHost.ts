import { createPermissionRule } from '@backstage/plugin-permission-node';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherContainerResourceRef } from '../dockerWatcherContainerResourceRef';
import { hostParams, toHostCondition } from './params';

/** Containers on certain hosts. */
export const isOnHost = createPermissionRule({
  name: 'IS_ON_HOST',
  description: 'Allow containers on one of the hosts',
  resourceRef: dockerWatcherContainerResourceRef,
  paramsSchema: hostParams,
  apply: (container, params) =>
    matchesContainerFilter(container, toHostCondition(params)),
  toQuery: toHostCondition,
});
