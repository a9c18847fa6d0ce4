import { Knex } from 'knex';
import { HostContainerCounts } from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { CONTAINERS_TABLE } from '../tables';
import { whereContainerFilter } from './whereContainerFilter';

/** Numbers of containers by host, removed ones left out. */
export async function countByHost(options: {
  knex: Knex;
  visible: ContainerFilter | undefined;
  host?: string;
}): Promise<Map<string, HostContainerCounts>> {
  const { knex, visible, host } = options;
  const select = knex(`${CONTAINERS_TABLE} as c`)
    .whereNull('c.removed_at')
    .groupBy('c.host')
    .select('c.host')
    .count({ total: '*' })
    .select(
      knex.raw(
        "sum(case when c.state = 'running' then 1 else 0 end) as running",
      ),
      knex.raw(
        "sum(case when c.health = 'unhealthy' then 1 else 0 end) as unhealthy",
      ),
    );
  if (host !== undefined) {
    select.where('c.host', host);
  }
  if (visible) {
    whereContainerFilter(select, visible);
  }
  const rows: Record<string, string | number>[] = await select;
  return new Map(
    rows.map(row => [
      String(row.host),
      {
        total: Number(row.total),
        running: Number(row.running),
        unhealthy: Number(row.unhealthy),
      },
    ]),
  );
}
