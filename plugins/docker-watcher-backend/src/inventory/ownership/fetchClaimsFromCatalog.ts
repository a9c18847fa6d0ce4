import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CATALOG_FILTER_EXISTS,
  EntityFilterQuery,
} from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_COMPOSE_SERVICE,
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_HOST,
  ANNOTATION_SELECTOR,
  ANNOTATION_STALE_THRESHOLD_DAYS,
} from 'backstage-plugin-docker-watcher-common';
import { canonicalEntityRef } from '../../lib/canonicalEntityRef';
import { AnnotatedEntity, FetchClaims } from './ClaimsRefresher';

const PAGE = 500;

const FILTER: EntityFilterQuery = [
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_SELECTOR,
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_COMPOSE_SERVICE,
  ANNOTATION_HOST,
  ANNOTATION_STALE_THRESHOLD_DAYS,
].map(annotation => ({
  [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
}));

/**
 * Asks the catalog for all entities with annotations of ours, page by page and in our
 * own name: what a reader may see is decided later, by what these claim.
 */
export function fetchClaimsFromCatalog(options: {
  catalog: Pick<CatalogService, 'queryEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}): FetchClaims {
  const { catalog, auth } = options;
  return async signal => {
    const credentials = await auth.getOwnServiceCredentials();
    const fields = [
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.annotations',
      'relations',
    ];
    const entities = new Map<string, AnnotatedEntity>();
    let cursor: string | undefined;
    do {
      const { items, pageInfo } = await catalog.queryEntities(
        cursor === undefined
          ? { filter: FILTER, fields, limit: PAGE }
          : { cursor, fields, limit: PAGE },
        { credentials },
      );
      signal.throwIfAborted();
      for (const entity of items) {
        const found = toAnnotated(entity);
        if (found) {
          entities.set(found.entityRef, found);
        }
      }
      cursor = pageInfo.nextCursor;
    } while (cursor !== undefined);
    return [...entities.values()];
  };
}

/** The relations are the catalog's own, and nothing of the entity is trusted beyond. */
function toAnnotated(entity: Entity): AnnotatedEntity | undefined {
  const entityRef = canonicalEntityRef(stringifyEntityRef(entity), {
    kind: 'component',
  });
  if (entityRef === undefined) {
    return undefined;
  }
  return {
    entityRef,
    ownerRefs: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US')),
    annotations: entity.metadata.annotations ?? {},
  };
}
