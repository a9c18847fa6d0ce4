import { Knex } from 'knex';
import { HOSTS_TABLE, HostRow } from '../tables';

/** All hosts by name, or the one of that name. */
export async function listHosts(options: {
  knex: Knex;
  name?: string;
}): Promise<HostRow[]> {
  const { knex, name } = options;
  const select = knex<HostRow>(HOSTS_TABLE).select().orderBy('name');
  return name === undefined ? select : select.where({ name });
}
