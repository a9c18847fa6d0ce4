import {
  EntityClaims,
  dockerWatcherContainerReadPermission,
  dockerWatcherHostReadPermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import { DefaultEntityClaimsService } from './DefaultEntityClaimsService';
import {
  EntityClaimsCallOptions,
  EntityClaimsService,
} from './EntityClaimsService';
import { ReaderDecisions, notAllowed } from './ReaderDecisions';

/**
 * Limits what is said of an entity to the containers that the reader may see; nothing
 * else of them shows through, neither in problems nor in suggestions. Which hosts there
 * are is told only to those who may read hosts. Whether the entity may be seen is the
 * catalog's to say.
 */
export class AuthorizedEntityClaimsService implements EntityClaimsService {
  readonly #claims: DefaultEntityClaimsService;
  readonly #decisions: ReaderDecisions;

  static create(options: {
    claims: DefaultEntityClaimsService;
    decisions: ReaderDecisions;
  }): AuthorizedEntityClaimsService {
    return new AuthorizedEntityClaimsService(options);
  }

  private constructor(
    options: Parameters<typeof AuthorizedEntityClaimsService.create>[0],
  ) {
    this.#claims = options.claims;
    this.#decisions = options.decisions;
  }

  async getEntityClaims(
    entityRef: string,
    options: EntityClaimsCallOptions,
  ): Promise<EntityClaims> {
    const { credentials } = options;
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    const visible = await this.#decisions.visibleContainers(credentials);
    if (visible === 'none') {
      throw notAllowed(dockerWatcherContainerReadPermission);
    }
    const mayReadHosts = await this.#decisions.may(
      dockerWatcherHostReadPermission,
      credentials,
    );
    return this.#claims.getEntityClaims(entityRef, {
      credentials,
      visible,
      mayReadHosts,
    });
  }
}
