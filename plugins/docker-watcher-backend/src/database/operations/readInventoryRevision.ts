import { Knex } from 'knex';
import { HOSTS_TABLE, HostRow } from '../tables';

/** Hosts with the numbers that count changes of their containers, as one text. */
export async function readInventoryRevision(options: {
  knex: Knex;
}): Promise<string> {
  const rows = await options
    .knex<HostRow>(HOSTS_TABLE)
    .select('name', 'revision')
    .orderBy('name');
  return rows.map(({ name, revision }) => `${name}:${revision}`).join(' ');
}
