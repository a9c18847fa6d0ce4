import { Knex } from 'knex';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { fromContainers } from './selectContainers';
import { whereContainerFilter } from './whereContainerFilter';

export interface ContainerCount {
  state: string;
  health: string;
  /** Whether the host can be asked. */
  connected: boolean;
  count: number;
}

/** Numbers of containers by state, health and presence, removed ones left out. */
export async function countByState(options: {
  knex: Knex;
  visible: ContainerFilter | undefined;
}): Promise<ContainerCount[]> {
  const select = fromContainers(options.knex)
    .whereNull('c.removed_at')
    .groupBy('c.state', 'c.health', 'h.state')
    .select('c.state', 'c.health', 'h.state as host_state')
    .count({ count: '*' });
  if (options.visible) {
    whereContainerFilter(select, options.visible);
  }
  const rows: {
    state: string;
    health: string;
    host_state: string | null;
    count: string | number;
  }[] = await select;
  return rows.map(row => ({
    state: row.state,
    health: row.health,
    connected: row.host_state === 'connected',
    count: Number(row.count),
  }));
}
