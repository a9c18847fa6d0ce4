import { Knex } from 'knex';
import { ContainerWithHostRow, selectContainers } from './selectContainers';

/** Containers by reference, in any order; those not known are left out. */
export async function findContainers(options: {
  knex: Knex;
  refs: { host: string; id: string }[];
}): Promise<ContainerWithHostRow[]> {
  const { knex, refs } = options;
  const idsByHost = new Map<string, string[]>();
  for (const { host, id } of refs) {
    idsByHost.set(host, [...(idsByHost.get(host) ?? []), id]);
  }
  const found: ContainerWithHostRow[] = [];
  for (const [host, ids] of idsByHost) {
    found.push(
      ...(await selectContainers(knex)
        .where('c.host', host)
        .whereIn('c.id', ids)),
    );
  }
  return found;
}
