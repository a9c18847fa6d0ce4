import { Knex } from 'knex';
import { ContainerRemoval } from '../../inventory/TrackedContainer';
import { inBatches } from '../inBatches';
import { CONTAINERS_TABLE, ContainerRow } from '../tables';

/** Turns containers into tombstones. All of one commit were removed alike. */
export async function markRemoved(options: {
  knex: Knex.Transaction;
  host: string;
  removals: readonly ContainerRemoval[];
}): Promise<void> {
  const { knex, host, removals } = options;
  const alive = removals.filter(removal => removal.lastAliveAt !== undefined);
  const ended = removals.filter(removal => removal.lastAliveAt === undefined);
  for (const group of [alive, ended]) {
    await inBatches(group, batch => {
      const [{ removedAt, lastSeenAt, lastAliveAt }] = batch;
      return knex<ContainerRow>(CONTAINERS_TABLE)
        .where({ host })
        .whereIn(
          'id',
          batch.map(({ id }) => id),
        )
        .update({
          removed_at: removedAt,
          last_seen_at: lastSeenAt,
          ...(lastAliveAt !== undefined && { last_alive_at: lastAliveAt }),
        });
    });
  }
}
