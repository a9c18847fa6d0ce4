import { Knex } from 'knex';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { InventoryContainersQuery } from '../../inventory/InventoryReader';
import { SIZES_TABLE, STALE_TABLE } from '../tables';
import { fromContainers } from './selectContainers';
import { whereContainerFilter } from './whereContainerFilter';
import { whereContainersQuery } from './whereContainersQuery';

/** Sums over stale containers, of which a list is one part. */
export interface StaleSums {
  count: number;
  containerBytes: number;
  volumeBytes: number;
  unmeasured: number;
}

/** What all containers of a list would free, apart for snoozed ones and others. */
export async function sumStale(options: {
  knex: Knex;
  query: InventoryContainersQuery;
  visible: ContainerFilter | undefined;
}): Promise<{ stale: StaleSums; snoozed: StaleSums }> {
  const { knex, query, visible } = options;
  const select = fromContainers(knex)
    .join(`${STALE_TABLE} as s`, join =>
      join.on('s.host', 'c.host').andOn('s.id', 'c.id'),
    )
    .leftJoin(`${SIZES_TABLE} as z`, join =>
      join.on('z.host', 'c.host').andOn('z.id', 'c.id'),
    );
  whereContainersQuery(select, { ...query, presence: ['present'] });
  if (visible) {
    whereContainerFilter(select, visible);
  }
  const snoozed = '(case when s.snoozed_until is null then 0 else 1 end)';
  const rows: Record<string, string | number | null>[] = await select
    .groupByRaw(snoozed)
    .select(knex.raw(`${snoozed} as snoozed`))
    .count({ count: '*' })
    .sum({ container_bytes: 'z.container_bytes' })
    .sum({ volume_bytes: 'z.volume_bytes' })
    .count({ measured: 'z.id' });
  const sumsOf = (wanted: number): StaleSums => {
    const row = rows.find(one => Number(one.snoozed) === wanted);
    const count = Number(row?.count ?? 0);
    return {
      count,
      containerBytes: Number(row?.container_bytes ?? 0),
      volumeBytes: Number(row?.volume_bytes ?? 0),
      unmeasured: count - Number(row?.measured ?? 0),
    };
  };
  return { stale: sumsOf(0), snoozed: sumsOf(1) };
}
