import { Knex } from 'knex';
import { ENTITY_OWNERS_TABLE, EntityOwnerRow } from '../tables';

/** The owners of each of these entities, in alphabetical order. */
export async function listOwners(options: {
  knex: Knex;
  entityRefs: string[];
}): Promise<Map<string, string[]>> {
  const { knex, entityRefs } = options;
  const owners = new Map<string, string[]>();
  if (entityRefs.length === 0) {
    return owners;
  }
  const rows = await knex<EntityOwnerRow>(ENTITY_OWNERS_TABLE)
    .select('entity_ref', 'owner_ref')
    .whereIn('entity_ref', entityRefs);
  for (const row of rows) {
    owners.set(row.entity_ref, [
      ...(owners.get(row.entity_ref) ?? []),
      row.owner_ref,
    ]);
  }
  owners.forEach(refs => refs.sort());
  return owners;
}
