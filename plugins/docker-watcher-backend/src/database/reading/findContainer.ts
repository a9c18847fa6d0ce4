import { Knex } from 'knex';
import { ContainerWithHostRow, selectContainers } from './selectContainers';

/** One container with its details. */
export async function findContainer(options: {
  knex: Knex;
  host: string;
  id: string;
}): Promise<(ContainerWithHostRow & { detail: string | null }) | undefined> {
  const { knex, host, id } = options;
  return selectContainers(knex)
    .select('c.detail')
    .where({ 'c.host': host, 'c.id': id })
    .first();
}
