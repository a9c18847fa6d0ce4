import { Knex } from 'knex';
import { EventFilter } from '../../eventLog/EventLogStore';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { CONTAINERS_TABLE, EVENTS_TABLE } from '../tables';
import { whereContainerFilter } from './whereContainerFilter';

/** Which events a reader may know of. */
export interface VisibleEvents {
  /** Those of which containers; `undefined` means all, `none` none. */
  containers: ContainerFilter | undefined | 'none';
  /** Whether those of hosts as a whole. */
  hosts: boolean;
}

const COLUMNS = {
  severity: 'e.severity',
  source: 'e.source',
  kind: 'e.kind',
  host: 'e.host',
  containerId: 'e.container_id',
  workload: 'e.workload',
  entityRef: 'e.entity_ref',
} as const satisfies Partial<Record<keyof EventFilter, string>>;

/**
 * Events, called `e`, that pass a filter and may be known. An event of a container
 * may be known when the container may be seen, removed ones included.
 */
export function selectEvents(options: {
  knex: Knex;
  filter?: EventFilter;
  visible?: VisibleEvents;
}): Knex.QueryBuilder {
  const { knex, filter = {}, visible } = options;
  const query = knex(`${EVENTS_TABLE} as e`).select('e.*') as Knex.QueryBuilder;
  for (const name of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
    const values = filter[name];
    if (values) {
      query.whereIn(COLUMNS[name], values);
    }
  }
  if (filter.since !== undefined) {
    query.where('e.at', '>=', filter.since);
  }
  if (filter.until !== undefined) {
    query.where('e.at', '<', filter.until);
  }
  if (visible) {
    whereVisible(query, visible);
  }
  return query;
}

function whereVisible(query: Knex.QueryBuilder, visible: VisibleEvents): void {
  const { containers, hosts } = visible;
  if (containers === undefined && hosts) {
    return;
  }
  query.where(either => {
    if (hosts) {
      either.orWhereNull('e.container_id');
    }
    if (containers === undefined) {
      either.orWhereNotNull('e.container_id');
    } else if (containers !== 'none') {
      either.orWhereExists(seen => {
        seen
          .from(`${CONTAINERS_TABLE} as c`)
          .whereRaw('c.host = e.host and c.id = e.container_id');
        whereContainerFilter(seen, containers);
      });
    } else if (!hosts) {
      either.whereRaw('1 = 0');
    }
  });
}
