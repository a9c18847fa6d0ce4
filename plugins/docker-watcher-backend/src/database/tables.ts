/** A database's big integer: a string from PostgreSQL, a number from SQLite. */
export type BigIntColumn = string | number;

/** SQLite gives 0 and 1. */
export type BooleanColumn = boolean | 0 | 1;

export const HOSTS_TABLE = 'docker_watcher_hosts';
export const CONTAINERS_TABLE = 'docker_watcher_containers';
export const CONTAINER_LABELS_TABLE = 'docker_watcher_container_labels';
export const CONTAINER_CLAIMS_TABLE = 'docker_watcher_container_claims';
export const ENTITY_OWNERS_TABLE = 'docker_watcher_entity_owners';

/** A row of {@link HOSTS_TABLE}; the columns are described in the migration. */
export interface HostRow {
  name: string;
  title: string;
  state: string;
  state_since: BigIntColumn;
  error: string | null;
  engine: string | null;
  addresses: string;
  last_sync_at: BigIntColumn | null;
  clock_skew_ms: BigIntColumn | null;
  simulated: BooleanColumn;
  read_only: BooleanColumn;
  entity_ref: string | null;
  /** 0 when left out of an insert. */
  revision?: BigIntColumn;
  /** JSON of `EventCursor`. */
  event_cursor?: string | null;
}

/** A row of {@link CONTAINERS_TABLE}. */
export interface ContainerRow {
  host: string;
  id: string;
  workload: string;
  name: string;
  image: string;
  image_id: string;
  state: string;
  health: string;
  exit_code: number | null;
  oom_killed: BooleanColumn | null;
  created_at: BigIntColumn;
  started_at: BigIntColumn | null;
  finished_at: BigIntColumn | null;
  last_alive_at: BigIntColumn | null;
  removed_at: BigIntColumn | null;
  last_seen_at: BigIntColumn | null;
  restart_count: number;
  compose_project: string | null;
  compose_service: string | null;
  compose_number: number | null;
  /** What its own label names. */
  entity_ref: string | null;
  /** Left alone by the watcher, like the next. */
  claimed_ref?: string | null;
  trusted_ref?: string | null;
  /** Lower case: name, image, Compose project and service. */
  search: string;
  /** JSON of {@link ListedColumn}. */
  listed: string;
  /** JSON of {@link DetailColumn}. */
  detail: string | null;
  inspected_at: BigIntColumn | null;
  /** JSON of `RunMemory`. */
  run: string | null;
}

/** What `listed` holds. */
export interface ListedColumn {
  ports: import('backstage-plugin-docker-watcher-common').ContainerPort[];
  labels: Record<string, string>;
}

/** What `detail` holds. */
export interface DetailColumn {
  mounts: import('backstage-plugin-docker-watcher-common').ContainerMount[];
  networks: import('backstage-plugin-docker-watcher-common').ContainerNetwork[];
  environmentNames: string[];
  restartPolicy?: string;
}

/**
 * A row of {@link CONTAINER_LABELS_TABLE}. Keys and values are stored through
 * `indexedLabelText`, which shortens long ones the same way at writing and at looking up.
 */
export interface ContainerLabelRow {
  host: string;
  id: string;
  label_key: string;
  label_value: string;
}

/** A row of {@link CONTAINER_CLAIMS_TABLE}. */
export interface ContainerClaimRow {
  host: string;
  id: string;
  entity_ref: string;
  source: string;
  trusted: BooleanColumn;
}

/** A row of {@link ENTITY_OWNERS_TABLE}. */
export interface EntityOwnerRow {
  entity_ref: string;
  owner_ref: string;
}

export const EVENTS_TABLE = 'docker_watcher_events';
export const LEASES_TABLE = 'docker_watcher_leases';

/** A row of {@link EVENTS_TABLE}; the columns are described in the migration. */
export interface EventRow {
  id: BigIntColumn;
  at: BigIntColumn;
  occurred_at: BigIntColumn;
  severity: string;
  source: string;
  kind: string;
  host: string | null;
  container_id: string | null;
  container_name: string | null;
  workload: string | null;
  proxy_id: string | null;
  entity_ref: string | null;
  actor: string | null;
  inferred: BooleanColumn;
  message: string;
  details: string;
}

/** A row of {@link LEASES_TABLE}. */
export interface LeaseRow {
  name: string;
  holder: string;
  fence: BigIntColumn;
  expires_at: BigIntColumn;
}

export const SETTINGS_TABLE = 'docker_watcher_settings';

/** The row of {@link SETTINGS_TABLE}; the columns are described in the migration. */
export interface SettingsRow {
  id: number;
  version: BigIntColumn;
  overrides: string;
  changed_at: BigIntColumn | null;
  changed_by: string | null;
}

export const STALE_TABLE = 'docker_watcher_stale';
export const SNOOZES_TABLE = 'docker_watcher_snoozes';
export const SIZES_TABLE = 'docker_watcher_sizes';
export const ENTITY_THRESHOLDS_TABLE = 'docker_watcher_entity_thresholds';

/** A row of {@link STALE_TABLE}; the columns are described in the migration. */
export interface StaleRow {
  host: string;
  id: string;
  since: BigIntColumn;
  threshold_days: number;
  threshold_from: string;
  /** JSON of `string[]`. */
  reasons: string;
  snoozed_until: BigIntColumn | null;
}

/** A row of {@link SNOOZES_TABLE}. */
export interface SnoozeRow {
  host: string;
  workload: string;
  until: BigIntColumn;
  note: string | null;
  by: string;
  at: BigIntColumn;
}

/** A row of {@link SIZES_TABLE}. */
export interface SizeRow {
  host: string;
  id: string;
  container_bytes: BigIntColumn;
  anonymous_volumes: number;
  volume_bytes: BigIntColumn;
  image_bytes: BigIntColumn;
  measured_at: BigIntColumn;
}

/** A row of {@link ENTITY_THRESHOLDS_TABLE}. */
export interface EntityThresholdRow {
  entity_ref: string;
  value: string;
}
