import { Knex } from 'knex';
import {
  BigIntColumn,
  CONTAINERS_TABLE,
  ContainerRow,
  HOSTS_TABLE,
} from '../tables';

/** A container's row with what is needed of its host's. */
export interface ContainerWithHostRow extends Omit<ContainerRow, 'detail'> {
  host_state: string | null;
  host_last_sync_at: BigIntColumn | null;
}

const LISTED_COLUMNS = [
  'host',
  'id',
  'workload',
  'name',
  'image',
  'image_id',
  'state',
  'health',
  'exit_code',
  'oom_killed',
  'created_at',
  'started_at',
  'finished_at',
  'last_alive_at',
  'removed_at',
  'last_seen_at',
  'restart_count',
  'compose_project',
  'compose_service',
  'compose_number',
  'entity_ref',
  'claimed_ref',
  'trusted_ref',
  'listed',
  'inspected_at',
];

/**
 * Containers as `c` beside their hosts as `h`. A container whose host has no row is
 * kept: nobody can be asked about it, so its presence is unknown.
 */
export function fromContainers(knex: Knex): Knex.QueryBuilder {
  return knex(`${CONTAINERS_TABLE} as c`).leftJoin(
    `${HOSTS_TABLE} as h`,
    'h.name',
    'c.host',
  );
}

/** Everything about containers but the details, which can be long. */
export function selectContainers(knex: Knex): Knex.QueryBuilder {
  return fromContainers(knex).select(
    ...LISTED_COLUMNS.map(column => `c.${column}`),
    'h.state as host_state',
    'h.last_sync_at as host_last_sync_at',
  );
}
