import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { ContainerCondition } from '../../inventory/ContainerFilter';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherContainerResourceRef } from '../dockerWatcherContainerResourceRef';

/** Containers of entities that one of the claims owns. */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow containers whose entity is owned by one of the claims',
  resourceRef: dockerWatcherContainerResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe(
        'Entity references of users and groups, one of which must own it',
      ),
  }),
  apply: (container, params) =>
    matchesContainerFilter(container, toCondition(params)),
  toQuery: toCondition,
});

/** Entity references are the same in any case; the inventory has them lower. */
function toCondition(params: { claims: string[] }): ContainerCondition {
  return {
    condition: 'owner',
    ownerRefs: params.claims.map(claim => claim.toLocaleLowerCase('en-US')),
  };
}
