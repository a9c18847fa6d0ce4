import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { EntityClaims } from 'backstage-plugin-docker-watcher-common';

/** Who asks. */
export interface EntityClaimsCallOptions {
  credentials: BackstageCredentials;
}

/** How entities and containers belong together, as one reader may see it. */
export interface EntityClaimsService {
  /** @throws NotFoundError when there is no such entity or the reader may not see it. */
  getEntityClaims(
    entityRef: string,
    options: EntityClaimsCallOptions,
  ): Promise<EntityClaims>;
}
