import { createConditionExports } from '@backstage/plugin-permission-node';
import { dockerWatcherContainerResourceRef } from './dockerWatcherContainerResourceRef';
import { containerRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: dockerWatcherContainerResourceRef,
  rules: containerRules,
});

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
export const dockerWatcherContainerConditions = conditions;

/**
 * Makes a policy's conditional decision on a permission for containers, see
 * {@link dockerWatcherContainerConditions}.
 *
 * @public
 */
export const createDockerWatcherContainerConditionalDecision =
  createConditionalDecision;
