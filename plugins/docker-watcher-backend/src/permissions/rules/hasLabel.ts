import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { ContainerCondition } from '../../inventory/ContainerFilter';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { dockerWatcherContainerResourceRef } from '../dockerWatcherContainerResourceRef';

/** Containers that carry a label. */
export const hasLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description: 'Allow containers that carry the label',
  resourceRef: dockerWatcherContainerResourceRef,
  paramsSchema: z.object({
    key: z.string().describe('Name of the label'),
    value: z
      .string()
      .optional()
      .describe('The value it must have; any value if left out'),
  }),
  apply: (container, params) =>
    matchesContainerFilter(container, toCondition(params)),
  toQuery: toCondition,
});

function toCondition(params: {
  key: string;
  value?: string;
}): ContainerCondition {
  return { condition: 'label', key: params.key, value: params.value };
}
