import { Knex } from 'knex';
import { ENTITY_OWNERS_TABLE, EntityOwnerRow } from '../tables';

export async function listEntityOwners(options: {
  knex: Knex;
}): Promise<Map<string, string[]>> {
  const rows = await options
    .knex<EntityOwnerRow>(ENTITY_OWNERS_TABLE)
    .orderBy(['entity_ref', 'owner_ref']);
  const owners = new Map<string, string[]>();
  for (const { entity_ref, owner_ref } of rows) {
    const known = owners.get(entity_ref);
    if (known) {
      known.push(owner_ref);
    } else {
      owners.set(entity_ref, [owner_ref]);
    }
  }
  return owners;
}
