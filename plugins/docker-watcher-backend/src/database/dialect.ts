import { Knex } from 'knex';

/** Whether it speaks PostgreSQL; otherwise it is SQLite. */
export function isPostgres(knex: Knex): boolean {
  return /^(pg|postgres)/.test(String(knex.client.config.client));
}

/** SQL of the database's own time in whole milliseconds since the epoch. */
export function nowMsSql(knex: Knex): string {
  return isPostgres(knex)
    ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
    : "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)";
}
