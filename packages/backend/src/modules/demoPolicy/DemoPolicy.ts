import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createDockerWatcherContainerConditionalDecision,
  createDockerWatcherEventConditionalDecision,
  dockerWatcherContainerConditions,
  dockerWatcherEventConditions,
} from 'backstage-plugin-docker-watcher-backend';
import {
  dockerWatcherContainerRemovePermission,
  dockerWatcherHostReadPermission,
  dockerWatcherUsePermission,
  RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
  RESOURCE_TYPE_DOCKER_WATCHER_EVENT,
} from 'backstage-plugin-docker-watcher-common';

const ADMINS = 'group:default/platform';

/**
 * Who may do what in the demo.
 *
 * - Members of the platform group: everything.
 * - Members of any other group: hosts, the containers they own, which they may start,
 *   stop and restart, but not remove, and what happened to those. Settings are for the
 *   platform group alone.
 * - Everybody else who is signed in: the page, but nothing on it.
 *
 * Permissions of other plugins are allowed to all.
 */
export class DemoPolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = request;
    if (!permission.name.startsWith('docker-watcher.')) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }

    const claims = user.info.ownershipEntityRefs;
    if (claims.includes(ADMINS)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (isPermission(permission, dockerWatcherUsePermission)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (!claims.some(claim => claim.startsWith('group:'))) {
      return { result: AuthorizeResult.DENY };
    }
    if (isPermission(permission, dockerWatcherHostReadPermission)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (isPermission(permission, dockerWatcherContainerRemovePermission)) {
      return { result: AuthorizeResult.DENY };
    }
    if (
      isResourcePermission(permission, RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER)
    ) {
      return createDockerWatcherContainerConditionalDecision(
        permission,
        dockerWatcherContainerConditions.isOwner({ claims }),
      );
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_DOCKER_WATCHER_EVENT)) {
      return createDockerWatcherEventConditionalDecision(
        permission,
        dockerWatcherEventConditions.isOwner({ claims }),
      );
    }
    return { result: AuthorizeResult.DENY };
  }
}
