import { Knex } from 'knex';
import { StaleChange } from '../../stale/StaleStore';
import { inBatches } from '../inBatches';
import { STALE_TABLE, StaleRow } from '../tables';

/** Writes what these containers are, and forgets those that are fresh. */
export async function upsertStale(options: {
  tx: Knex.Transaction;
  changes: readonly StaleChange[];
}): Promise<void> {
  const { tx, changes } = options;
  const rows = changes.flatMap(({ container, staleness }): StaleRow[] =>
    staleness
      ? [
          {
            host: container.host,
            id: container.id,
            since: staleness.since,
            threshold_days: staleness.thresholdDays,
            threshold_from: staleness.thresholdFrom,
            reasons: JSON.stringify(staleness.reasons),
            snoozed_until: staleness.snoozedUntil ?? null,
          },
        ]
      : [],
  );
  await inBatches(rows, batch =>
    tx(STALE_TABLE).insert(batch).onConflict(['host', 'id']).merge(),
  );
  const fresh = changes.filter(({ staleness }) => !staleness);
  await inBatches(fresh, batch =>
    tx(STALE_TABLE)
      .whereIn(
        ['host', 'id'],
        batch.map(({ container }) => [container.host, container.id]),
      )
      .delete(),
  );
}
