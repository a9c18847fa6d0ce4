import { Knex } from 'knex';
import { CONTAINERS_TABLE, ContainerRow } from '../tables';

/** Deletes tombstones, oldest first; their labels go with them. */
export async function pruneRemovedContainers(options: {
  knex: Knex;
  removedBefore: number;
  limit: number;
}): Promise<number> {
  const { knex, removedBefore, limit } = options;
  return knex<ContainerRow>(CONTAINERS_TABLE)
    .whereIn(
      ['host', 'id'],
      knex<ContainerRow>(CONTAINERS_TABLE)
        .where('removed_at', '<', removedBefore)
        .orderBy('removed_at')
        .limit(limit)
        .select('host', 'id'),
    )
    .delete();
}
