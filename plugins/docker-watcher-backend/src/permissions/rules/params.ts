import { z } from 'zod';
import { ContainerCondition } from '../../inventory/ContainerFilter';

/** What policies say to the rules, and the conditions that it means. */

export const ownerParams = z.object({
  claims: z
    .array(z.string())
    .describe(
      'Entity references of users and groups, one of which must own it',
    ),
});

/** Entity references are the same in any case; the inventory has them lower. */
export function toOwnerCondition(params: {
  claims: string[];
}): ContainerCondition {
  return {
    condition: 'owner',
    ownerRefs: params.claims.map(claim => claim.toLocaleLowerCase('en-US')),
  };
}

export const hostParams = z.object({
  hosts: z.array(z.string()).describe('Names of hosts'),
});

export function toHostCondition(params: {
  hosts: string[];
}): ContainerCondition {
  return { condition: 'host', hosts: params.hosts };
}

export const labelParams = z.object({
  key: z.string().describe('Name of the label'),
  value: z
    .string()
    .optional()
    .describe('The value it must have; any value if left out'),
});

export function toLabelCondition(params: {
  key: string;
  value?: string;
}): ContainerCondition {
  return { condition: 'label', key: params.key, value: params.value };
}
