import { Knex } from 'knex';
import { EVENTS_TABLE } from '../tables';

/**
 * The ids at both ends of the log. Each end is a query of its own: asked for both at
 * once, SQLite reads the whole table.
 */
export async function readEventBounds(
  knex: Knex,
): Promise<{ oldest: string; newest: string } | undefined> {
  const row = await knex
    .select({
      oldest: knex(EVENTS_TABLE).min('id'),
      newest: knex(EVENTS_TABLE).max('id'),
    })
    .first();
  return row && row.oldest !== null && row.newest !== null
    ? { oldest: String(row.oldest), newest: String(row.newest) }
    : undefined;
}
