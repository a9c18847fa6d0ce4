import { PermissionCondition } from '@backstage/plugin-permission-common';
import { createConditionExports } from '@backstage/plugin-permission-node';
import { dockerWatcherContainerResourceRef } from './dockerWatcherContainerResourceRef';
import { containerRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: dockerWatcherContainerResourceRef,
  rules: containerRules,
});

/**
 * What a policy can ask of containers, see {@link dockerWatcherContainerConditions}.
 *
 * @public
 */
export interface DockerWatcherContainerConditions {
  /** The container's entity is owned by one of the claims. */
  isOwner(params: {
    claims: string[];
  }): PermissionCondition<'docker-watcher-container', { claims: string[] }>;
  /** The container is on one of the hosts. */
  isOnHost(params: {
    hosts: string[];
  }): PermissionCondition<'docker-watcher-container', { hosts: string[] }>;
  /** The container carries the label, with the value if one is given. */
  hasLabel(params: {
    key: string;
    value?: string;
  }): PermissionCondition<
    'docker-watcher-container',
    { key: string; value?: string }
  >;
}

/**
 * Conditions on containers for permission policies.
 *
 * @remarks
 *
 * ```ts
 * if (isResourcePermission(request.permission, RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER)) {
 *   return createDockerWatcherContainerConditionalDecision(
 *     request.permission,
 *     dockerWatcherContainerConditions.isOwner({
 *       claims: user?.info.ownershipEntityRefs ?? [],
 *     }),
 *   );
 * }
 * ```
 *
 * @public
 */
export const dockerWatcherContainerConditions: DockerWatcherContainerConditions =
  conditions;

/**
 * Makes a policy's conditional decision on a permission for containers, see
 * {@link dockerWatcherContainerConditions}.
 *
 * @public
 */
export const createDockerWatcherContainerConditionalDecision =
  createConditionalDecision;
