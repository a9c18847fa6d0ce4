import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { indexedLabelText } from '../indexedLabelText';
import {
  CONTAINERS_TABLE,
  CONTAINER_CLAIMS_TABLE,
  CONTAINER_LABELS_TABLE,
  ContainerClaimRow,
  ContainerRow,
  ENTITY_OWNERS_TABLE,
  EntityOwnerRow,
  HOSTS_TABLE,
  HostRow,
} from '../tables';

/** An id made of any text. */
export function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function hostRow(row: Partial<HostRow> & { name: string }): HostRow {
  return {
    title: row.name,
    state: 'connected',
    state_since: Date.parse('2026-01-01T00:00:00Z'),
    error: null,
    engine: null,
    addresses: '[]',
    last_sync_at: Date.parse('2026-01-02T00:00:00Z'),
    clock_skew_ms: null,
    simulated: false,
    read_only: false,
    entity_ref: null,
    ...row,
  };
}

export type ContainerSeed = Partial<Omit<ContainerRow, 'listed' | 'search'>> & {
  name: string;
  labels?: Record<string, string>;
};

/** A row as the store would write it. */
export function containerRow(container: ContainerSeed): ContainerRow {
  const { labels = {}, ...row } = container;
  const host = row.host ?? 'local';
  const image = row.image ?? 'busybox:test';
  return {
    host,
    id: idOf(`${host}/${row.name}`),
    workload: `${host}/name:${row.name}`,
    image,
    image_id: 'sha256:0',
    state: 'running',
    health: 'none',
    exit_code: null,
    oom_killed: null,
    created_at: Date.parse('2026-01-01T00:00:00Z'),
    started_at: null,
    finished_at: null,
    last_alive_at: null,
    removed_at: null,
    last_seen_at: null,
    restart_count: 0,
    compose_project: null,
    compose_service: null,
    compose_number: null,
    entity_ref: null,
    detail: null,
    run: null,
    inspected_at: null,
    ...row,
    search: [row.name, image, row.compose_project, row.compose_service]
      .filter(Boolean)
      .join('\n')
      .toLowerCase(),
    listed: JSON.stringify({ ports: [], labels }),
  };
}

/** Writes a whole inventory. */
export async function seed(
  knex: Knex,
  inventory: {
    hosts?: (Partial<HostRow> & { name: string })[];
    containers?: ContainerSeed[];
    owners?: Record<string, string[]>;
    claims?: ContainerClaimRow[];
  },
): Promise<void> {
  const {
    hosts = [{ name: 'local' }],
    containers = [],
    owners = {},
    claims = [],
  } = inventory;
  const rows = containers.map(containerRow);
  await knex.batchInsert<HostRow>(HOSTS_TABLE, hosts.map(hostRow), 50);
  await knex.batchInsert<ContainerRow>(CONTAINERS_TABLE, rows, 30);
  await knex.batchInsert(
    CONTAINER_LABELS_TABLE,
    containers.flatMap(({ labels = {} }, index) =>
      Object.entries(labels).map(([key, value]) => ({
        host: rows[index].host,
        id: rows[index].id,
        label_key: indexedLabelText(key),
        label_value: indexedLabelText(value),
      })),
    ),
    100,
  );
  await knex.batchInsert<ContainerClaimRow>(CONTAINER_CLAIMS_TABLE, claims, 50);
  await knex.batchInsert<EntityOwnerRow>(
    ENTITY_OWNERS_TABLE,
    Object.entries(owners).flatMap(([entity_ref, refs]) =>
      refs.map(owner_ref => ({ entity_ref, owner_ref })),
    ),
    100,
  );
}
