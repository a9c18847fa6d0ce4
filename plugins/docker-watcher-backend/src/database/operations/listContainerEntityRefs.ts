import { Knex } from 'knex';
import { CONTAINERS_TABLE, ContainerRow } from '../tables';

export async function listContainerEntityRefs(options: {
  knex: Knex;
}): Promise<string[]> {
  const rows = await options
    .knex<ContainerRow>(CONTAINERS_TABLE)
    .whereNotNull('entity_ref')
    .distinct('entity_ref')
    .orderBy('entity_ref');
  return rows.flatMap(row => row.entity_ref ?? []);
}
