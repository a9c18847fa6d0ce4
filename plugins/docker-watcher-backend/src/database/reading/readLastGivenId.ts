import { Knex } from 'knex';
import { isPostgres } from '../dialect';
import { APPEND_LOCK } from '../operations/appendEvents';
import { EVENTS_TABLE } from '../tables';

/**
 * The greatest id that the database has given to an event, which it remembers when the
 * event is deleted. PostgreSQL also counts what was rolled back; for what is being
 * committed it is waited, or whoever reads on from here would miss that.
 */
export async function readLastGivenId(knex: Knex): Promise<string> {
  if (isPostgres(knex)) {
    return knex.transaction(async tx => {
      await tx.raw('select pg_advisory_xact_lock_shared(?)', [APPEND_LOCK]);
      const { rows } = await tx.raw('select last_value, is_called from ??', [
        `${EVENTS_TABLE}_id_seq`,
      ]);
      return rows[0].is_called ? String(rows[0].last_value) : '0';
    });
  }
  const row = await knex('sqlite_sequence')
    .where({ name: EVENTS_TABLE })
    .first('seq');
  return String(row?.seq ?? 0);
}
