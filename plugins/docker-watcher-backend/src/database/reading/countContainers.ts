import { Knex } from 'knex';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { InventoryContainersQuery } from '../../inventory/InventoryReader';
import { fromContainers } from './selectContainers';
import { whereContainerFilter } from './whereContainerFilter';
import { whereContainersQuery } from './whereContainersQuery';

/** How many containers a list has on all its pages together. */
export async function countContainers(options: {
  knex: Knex;
  query: InventoryContainersQuery;
  visible: ContainerFilter | undefined;
}): Promise<number> {
  const select = fromContainers(options.knex);
  whereContainersQuery(select, options.query);
  if (options.visible) {
    whereContainerFilter(select, options.visible);
  }
  const [row] = await select.count({ count: '*' });
  return Number(row.count);
}
