import { Knex } from 'knex';
import {
  ContainerClaim,
  ContainerClaimSource,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { CONTAINER_CLAIMS_TABLE, ContainerClaimRow } from '../tables';

/** The claims by annotation on each of these containers, in alphabetical order. */
export async function listClaims(options: {
  knex: Knex;
  containers: { host: string; id: string }[];
}): Promise<Map<string, ContainerClaim[]>> {
  const { knex, containers } = options;
  const idsByHost = new Map<string, string[]>();
  for (const { host, id } of containers) {
    const ids = idsByHost.get(host);
    if (ids) {
      ids.push(id);
    } else {
      idsByHost.set(host, [id]);
    }
  }
  const claims = new Map<string, ContainerClaim[]>();
  for (const [host, ids] of idsByHost) {
    const rows = await knex<ContainerClaimRow>(CONTAINER_CLAIMS_TABLE)
      .where({ host })
      .whereIn('id', ids);
    for (const row of rows) {
      const ref = containerResourceRef(row);
      const known = claims.get(ref) ?? [];
      known.push({
        entityRef: row.entity_ref,
        // Written by our own store from this very type.
        source: row.source as ContainerClaimSource,
        trusted: Boolean(row.trusted),
      });
      claims.set(ref, known);
    }
  }
  claims.forEach(found =>
    found.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1)),
  );
  return claims;
}
