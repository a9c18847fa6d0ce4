import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { ContainerCondition } from '../../inventory/ContainerFilter';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherContainerResourceRef } from '../dockerWatcherContainerResourceRef';

/** Containers on certain hosts. */
export const isOnHost = createPermissionRule({
  name: 'IS_ON_HOST',
  description: 'Allow containers on one of the hosts',
  resourceRef: dockerWatcherContainerResourceRef,
  paramsSchema: z.object({
    hosts: z.array(z.string()).describe('Names of hosts'),
  }),
  apply: (container, params) =>
    matchesContainerFilter(container, toCondition(params)),
  toQuery: toCondition,
});

function toCondition(params: { hosts: string[] }): ContainerCondition {
  return { condition: 'host', hosts: params.hosts };
}
