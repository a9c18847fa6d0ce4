import { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { FetchOwners } from './OwnershipRefresher';

/**
 * Asks the catalog for owners in our own name: what a reader may see is decided later,
 * by these owners.
 */
export function fetchOwnersFromCatalog(options: {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}): FetchOwners {
  const { catalog, auth } = options;
  return async entityRefs => {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'relations'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Map(
      items.flatMap((entity, index) =>
        entity
          ? [
              [
                entityRefs[index],
                (entity.relations ?? [])
                  .filter(({ type }) => type === RELATION_OWNED_BY)
                  .map(({ targetRef }) => targetRef),
              ] as const,
            ]
          : [],
      ),
    );
  };
}
