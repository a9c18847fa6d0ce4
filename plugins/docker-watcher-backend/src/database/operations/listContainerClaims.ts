import { Knex } from 'knex';
import {
  ContainerClaim,
  ContainerClaimSource,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { ClaimScope } from '../../inventory/ownership/ClaimsStore';
import { byTrustAndName } from '../../inventory/ownership/matchClaims';
import {
  CONTAINER_CLAIMS_TABLE,
  CONTAINERS_TABLE,
  ContainerClaimRow,
} from '../tables';

/** Every claim by annotation, by the container's reference. */
export async function listContainerClaims(options: {
  knex: Knex;
  scope: ClaimScope;
}): Promise<Map<string, ContainerClaim[]>> {
  const { knex, scope } = options;
  const select = knex(`${CONTAINER_CLAIMS_TABLE} as k`).select('k.*');
  if (scope === 'present') {
    select
      .join(`${CONTAINERS_TABLE} as c`, join =>
        join.on('c.host', 'k.host').andOn('c.id', 'k.id'),
      )
      .whereNull('c.removed_at');
  }
  const rows: ContainerClaimRow[] = await select;
  const claims = new Map<string, ContainerClaim[]>();
  for (const row of rows) {
    const ref = containerResourceRef(row);
    const claim: ContainerClaim = {
      entityRef: row.entity_ref,
      // Written by our own store from this very type.
      source: row.source as ContainerClaimSource,
      trusted: Boolean(row.trusted),
    };
    const known = claims.get(ref);
    if (known) {
      known.push(claim);
    } else {
      claims.set(ref, [claim]);
    }
  }
  claims.forEach(found => found.sort(byTrustAndName));
  return claims;
}
