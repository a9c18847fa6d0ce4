import { Knex } from 'knex';
import { CONTAINERS_TABLE, CONTAINER_CLAIMS_TABLE } from '../tables';

/** Entities that containers name or that claim some, each once. */
export async function listContainerEntityRefs(options: {
  knex: Knex;
}): Promise<string[]> {
  const { knex } = options;
  const rows: { entity_ref: string }[] = await knex(CONTAINERS_TABLE)
    .whereNotNull('entity_ref')
    .select('entity_ref')
    .union(knex(CONTAINER_CLAIMS_TABLE).select('entity_ref'));
  return rows.map(row => row.entity_ref).sort();
}
