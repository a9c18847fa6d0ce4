import { PermissionCondition } from '@backstage/plugin-permission-common';
import { createConditionExports } from '@backstage/plugin-permission-node';
import { dockerWatcherContainerResourceRef } from './dockerWatcherContainerResourceRef';
import { dockerWatcherEventResourceRef } from './dockerWatcherEventResourceRef';
import { containerRules, eventRules } from './rules';

const ofContainers = createConditionExports({
  resourceRef: dockerWatcherContainerResourceRef,
  rules: containerRules,
});
const ofEvents = createConditionExports({
  resourceRef: dockerWatcherEventResourceRef,
  rules: eventRules,
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
  ofContainers.conditions;

/**
 * Makes a policy's conditional decision on a permission for containers, see
 * {@link dockerWatcherContainerConditions}.
 *
 * @public
 */
export const createDockerWatcherContainerConditionalDecision =
  ofContainers.createConditionalDecision;

/**
 * What a policy can ask of events, see {@link dockerWatcherEventConditions}.
 *
 * @public
 */
export interface DockerWatcherEventConditions {
  /** The entity that the event is about is owned by one of the claims. */
  isOwner(params: {
    claims: string[];
  }): PermissionCondition<'docker-watcher-event', { claims: string[] }>;
  /** The event is of one of the hosts, or of what is on them. */
  isOnHost(params: {
    hosts: string[];
  }): PermissionCondition<'docker-watcher-event', { hosts: string[] }>;
  /** The event's container carries the label, with the value if one is given. */
  hasLabel(params: {
    key: string;
    value?: string;
  }): PermissionCondition<
    'docker-watcher-event',
    { key: string; value?: string }
  >;
}

/**
 * Conditions on events for permission policies.
 *
 * @remarks They narrow what a reader sees of the log and widen nothing: the event of a
 * container that the reader may not see stays hidden, whatever is decided here.
 *
 * ```ts
 * if (isResourcePermission(request.permission, RESOURCE_TYPE_DOCKER_WATCHER_EVENT)) {
 *   return createDockerWatcherEventConditionalDecision(
 *     request.permission,
 *     dockerWatcherEventConditions.isOwner({
 *       claims: user?.info.ownershipEntityRefs ?? [],
 *     }),
 *   );
 * }
 * ```
 *
 * @public
 */
export const dockerWatcherEventConditions: DockerWatcherEventConditions =
  ofEvents.conditions;

/**
 * Makes a policy's conditional decision on a permission for events, see
 * {@link dockerWatcherEventConditions}.
 *
 * @public
 */
export const createDockerWatcherEventConditionalDecision =
  ofEvents.createConditionalDecision;
