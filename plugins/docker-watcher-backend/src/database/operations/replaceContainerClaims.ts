import { Knex } from 'knex';
import { ClaimsChange } from '../../inventory/ownership/ClaimsStore';
import { inBatches } from '../inBatches';
import {
  CONTAINER_CLAIMS_TABLE,
  CONTAINERS_TABLE,
  ContainerClaimRow,
  ContainerRow,
  HOSTS_TABLE,
  HostRow,
} from '../tables';

/** The only claim's entity; several give none. */
const ONLY_CLAIM = (entityRef: string) => `
  (select case when count(*) = 1 then max(${entityRef}) end
   from ${CONTAINER_CLAIMS_TABLE} k
   where k.host = ${CONTAINERS_TABLE}.host and k.id = ${CONTAINERS_TABLE}.id)`;

/**
 * Replaces the claims by annotation of these containers, and the entities that follow
 * from them.
 *
 * @remarks The rows of the hosts are locked first and in one order, as every commit of
 * a watcher locks its own, so that they and other replicas wait for each other instead
 * of deadlocking. Nothing here is a column that a watcher writes.
 */
export async function replaceContainerClaims(options: {
  knex: Knex.Transaction;
  changes: readonly ClaimsChange[];
}): Promise<void> {
  const { knex, changes } = options;
  const byHost = new Map<string, ClaimsChange[]>();
  for (const change of changes) {
    const known = byHost.get(change.host);
    if (known) {
      known.push(change);
    } else {
      byHost.set(change.host, [change]);
    }
  }
  await inBatches([...byHost.keys()].sort(), hosts =>
    knex<HostRow>(HOSTS_TABLE)
      .select('name')
      .whereIn('name', hosts)
      .orderBy('name')
      .forUpdate(),
  );
  for (const [host, ofHost] of byHost) {
    await inBatches(ofHost, batch => replaceOnHost(knex, host, batch));
  }
}

async function replaceOnHost(
  knex: Knex.Transaction,
  host: string,
  changes: ClaimsChange[],
): Promise<void> {
  const ids = changes.map(({ id }) => id);
  const known = new Set(
    (
      await knex<ContainerRow>(CONTAINERS_TABLE)
        .select('id')
        .where({ host })
        .whereIn('id', ids)
        .forUpdate()
    ).map(({ id }) => id),
  );
  await knex(CONTAINER_CLAIMS_TABLE)
    .where({ host })
    .whereIn('id', ids)
    .delete();
  await inBatches(
    changes
      .filter(({ id }) => known.has(id))
      .flatMap(({ id, claims }) =>
        claims.map(
          ({ entityRef, source, trusted }): ContainerClaimRow => ({
            host,
            id,
            entity_ref: entityRef,
            source,
            trusted,
          }),
        ),
      ),
    rows => knex(CONTAINER_CLAIMS_TABLE).insert(rows),
  );
  await knex(CONTAINERS_TABLE)
    .where({ host })
    .whereIn('id', ids)
    .update({
      claimed_ref: knex.raw(ONLY_CLAIM('k.entity_ref')),
      trusted_ref: knex.raw(
        ONLY_CLAIM('case when k.trusted then k.entity_ref end'),
      ),
    });
}
