import {
  AuthorizeResult,
  PolicyDecision,
  isResourcePermission,
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
} from '../..';
import { ADMINS } from './cells';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * The policy that most installations would write: administrators may everything, and
 * everybody else anything with what they own. Members of a team see the hosts.
 */
export class MatrixPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const claims = user.info.ownershipEntityRefs;
    if (claims.includes(ADMINS)) {
      return ALLOW;
    }
    if (isResourcePermission(permission, 'docker-watcher-container')) {
      return createDockerWatcherContainerConditionalDecision(
        permission,
        dockerWatcherContainerConditions.isOwner({ claims }),
      );
    }
    if (isResourcePermission(permission, 'docker-watcher-event')) {
      return createDockerWatcherEventConditionalDecision(
        permission,
        dockerWatcherEventConditions.isOwner({ claims }),
      );
    }
    switch (permission.name) {
      case 'docker-watcher.use':
        return ALLOW;
      case 'docker-watcher.host.read':
        return claims.some(ref => ref.startsWith('group:')) ? ALLOW : DENY;
      default:
        return DENY;
    }
  }
}
