import { Knex } from 'knex';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { ContainerWithHostRow, selectContainers } from './selectContainers';
import { whereContainerFilter } from './whereContainerFilter';

/** One container with its details, unless a condition hides it. */
export async function findContainer(options: {
  knex: Knex;
  host: string;
  id: string;
  visible?: ContainerFilter;
}): Promise<(ContainerWithHostRow & { detail: string | null }) | undefined> {
  const { knex, host, id, visible } = options;
  const select = selectContainers(knex)
    .select('c.detail')
    .where({ 'c.host': host, 'c.id': id });
  if (visible) {
    whereContainerFilter(select, visible);
  }
  return select.first();
}
