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
  dockerWatcherContainerConditions,
} from 'backstage-plugin-docker-watcher-backend';
import {
  dockerWatcherHostReadPermission,
  dockerWatcherUsePermission,
  RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
} from 'backstage-plugin-docker-watcher-common';

const ADMINS = 'group:default/platform';

/**
 * Who may do what in the demo.
 *
 * - Members of the platform group: everything.
 * - Members of any other group: hosts, and the containers they own.
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
    if (
      isResourcePermission(permission, RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER)
    ) {
      return createDockerWatcherContainerConditionalDecision(
        permission,
        dockerWatcherContainerConditions.isOwner({ claims }),
      );
    }
    return { result: AuthorizeResult.DENY };
  }
}
