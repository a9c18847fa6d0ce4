import { Knex } from 'knex';
import { listClaims } from './listClaims';
import { listOwners } from './listOwners';
import { ContainerWithHostRow } from './selectContainers';
import { ReadOwnership, entityRefOf } from './toContainer';

/** Who claims these containers, and who owns what claims them. */
export async function readOwnership(
  knex: Knex,
  rows: ContainerWithHostRow[],
): Promise<ReadOwnership> {
  const claimsByContainer = await listClaims({ knex, containers: rows });
  const entityRefs = new Set(rows.flatMap(row => entityRefOf(row) ?? []));
  for (const claims of claimsByContainer.values()) {
    claims.forEach(({ entityRef }) => entityRefs.add(entityRef));
  }
  return {
    claimsByContainer,
    ownersByEntity: await listOwners({ knex, entityRefs: [...entityRefs] }),
  };
}
