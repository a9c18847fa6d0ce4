import { Knex } from 'knex';
import { containerResourceRef } from 'backstage-plugin-docker-watcher-common';
import { StaleChange } from '../../stale/StaleStore';
import { isPostgres } from '../dialect';
import { inBatches } from '../inBatches';
import { CONTAINERS_TABLE, ContainerRow } from '../tables';

/** Of which the last sign of life is not stored, since they still give it. */
const ALIVE = ['running', 'paused', 'restarting'];

/**
 * The changes whose containers are still as they were judged. On PostgreSQL their rows
 * are locked, so that they stay so until the transaction ends.
 */
export async function lockUnchanged(options: {
  tx: Knex.Transaction;
  changes: readonly StaleChange[];
}): Promise<StaleChange[]> {
  const { tx, changes } = options;
  const rows = new Map<string, ContainerRow>();
  await inBatches(changes, async batch => {
    const query = tx<ContainerRow>(CONTAINERS_TABLE)
      .whereIn(
        ['host', 'id'],
        batch.map(({ container }) => [container.host, container.id]),
      )
      .whereNull('removed_at')
      // Always in the same order, so that nobody waits for each other.
      .orderBy(['host', 'id'])
      .select('host', 'id', 'state', 'last_alive_at');
    const found = (await (isPostgres(tx)
      ? query.forShare()
      : query)) as ContainerRow[];
    found.forEach(row => rows.set(containerResourceRef(row), row));
  });
  return changes.filter(({ container }) => {
    const row = rows.get(containerResourceRef(container));
    if (!row || row.state !== container.state) {
      return false;
    }
    const { lastAliveAt } = container;
    const judged = lastAliveAt === undefined ? null : Date.parse(lastAliveAt);
    const stored =
      row.last_alive_at === null ? null : Number(row.last_alive_at);
    return ALIVE.includes(row.state) || judged === stored;
  });
}
