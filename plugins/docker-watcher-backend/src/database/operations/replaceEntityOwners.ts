import { Knex } from 'knex';
import { inBatches } from '../inBatches';
import { ENTITY_OWNERS_TABLE, EntityOwnerRow } from '../tables';

/** @remarks Replicas write the same at the same time, so what is there is no failure. */
export async function replaceEntityOwners(options: {
  knex: Knex.Transaction;
  changes: ReadonlyMap<string, readonly string[]>;
}): Promise<void> {
  const { knex } = options;
  // In one order, so that replicas wait for each other instead of deadlocking.
  const changes = [...options.changes].sort(([a], [b]) => (a < b ? -1 : 1));
  const table = () => knex<EntityOwnerRow>(ENTITY_OWNERS_TABLE);
  await inBatches(changes, batch =>
    table()
      .whereIn(
        'entity_ref',
        batch.map(([entityRef]) => entityRef),
      )
      .delete(),
  );
  await inBatches(
    changes.flatMap(([entity_ref, owners]) =>
      owners.map(owner_ref => ({ entity_ref, owner_ref })),
    ),
    rows =>
      table().insert(rows).onConflict(['entity_ref', 'owner_ref']).ignore(),
  );
}
