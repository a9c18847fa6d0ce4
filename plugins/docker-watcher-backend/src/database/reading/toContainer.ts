import {
  Container,
  ContainerHealth,
  ContainerPresence,
  ContainerClaim,
  ContainerState,
  Snooze,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { KnownContainer } from '../../inventory/InventoryReader';
import {
  BigIntColumn,
  DetailColumn,
  ListedColumn,
  SizeRow,
  StaleRow,
} from '../tables';
import { ContainerWithHostRow } from './selectContainers';
import { toReclaimable, toStaleness } from './toStale';

/** What other tables say of whose containers are. */
export interface ReadOwnership {
  /** By annotation, by the container's reference. */
  claimsByContainer: ReadonlyMap<string, ContainerClaim[]>;
  ownersByEntity: ReadonlyMap<string, string[]>;
}

/** What else other tables say of containers, by their reference. */
export interface ReadStaleness {
  staleByContainer: ReadonlyMap<string, StaleRow>;
}

const ALIVE: ContainerState[] = ['running', 'paused', 'restarting'];

/**
 * A container as the inventory tells it. The store writes nothing for containers
 * that go on as they were, so what only says "still so" is taken from the last sync of
 * the host.
 */
export function toContainer(
  row: ContainerWithHostRow,
  ownership: ReadOwnership,
  staleness?: ReadStaleness,
): Container {
  // Written by our own store from these very types.
  const listed: ListedColumn = JSON.parse(row.listed);
  const state = row.state as ContainerState;
  const asOf = row.host_last_sync_at ?? row.created_at;
  const presence = presenceOf(row);
  const stale = staleness?.staleByContainer.get(containerResourceRef(row));
  return withoutUndefined({
    host: row.host,
    id: row.id,
    workload: row.workload,
    name: row.name,
    image: row.image,
    imageId: row.image_id,
    state,
    health: row.health as ContainerHealth,
    presence,
    exitCode: row.exit_code ?? undefined,
    oomKilled: row.oom_killed === null ? undefined : Boolean(row.oom_killed),
    createdAt: toIso(row.created_at),
    startedAt: toOptionalIso(row.started_at),
    finishedAt: toOptionalIso(row.finished_at),
    lastAliveAt:
      ALIVE.includes(state) && row.removed_at === null
        ? toIso(asOf)
        : toOptionalIso(row.last_alive_at),
    lastSeenAt: toIso(
      row.removed_at === null ? asOf : row.last_seen_at ?? row.removed_at,
    ),
    restartCount: row.restart_count,
    ports: listed.ports,
    labels: listed.labels,
    compose:
      row.compose_project === null || row.compose_service === null
        ? undefined
        : {
            project: row.compose_project,
            service: row.compose_service,
            number: row.compose_number ?? 1,
          },
    entityRef: entityRefOf(row),
    claims: claimsOf(row, ownership),
    ownerRefs: ownership.ownersByEntity.get(entityRefOf(row) ?? '') ?? [],
    // Of a host that cannot be asked nobody knows.
    stale: stale && presence === 'present' ? toStaleness(stale) : undefined,
  });
}

/** With what the last inspection told; empty before the first one. */
export function toContainerDetail(
  row: ContainerWithHostRow & { detail: string | null },
  ownership: ReadOwnership,
  more: ReadStaleness & { snooze?: Snooze; size?: SizeRow },
): KnownContainer {
  const detail: DetailColumn = row.detail
    ? JSON.parse(row.detail)
    : { mounts: [], networks: [], environmentNames: [] };
  return withoutUndefined({
    ...toContainer(row, ownership, more),
    mounts: detail.mounts,
    networks: detail.networks,
    environmentNames: detail.environmentNames,
    restartPolicy: detail.restartPolicy,
    inspectedAt: toOptionalIso(row.inspected_at),
    snooze: more.snooze,
    reclaimable: more.size && toReclaimable(more.size),
  });
}

/** The entity that a container is linked to, by a trusted claim or not. */
export function entityRefOf(row: ContainerWithHostRow): string | undefined {
  return row.entity_ref ?? row.claimed_ref ?? undefined;
}

/** The label's claim, which the watcher keeps as the entity alone, before all others. */
function claimsOf(
  row: ContainerWithHostRow,
  ownership: ReadOwnership,
): ContainerClaim[] {
  const byAnnotation =
    ownership.claimsByContainer.get(containerResourceRef(row)) ?? [];
  return row.entity_ref === null
    ? byAnnotation
    : [
        { entityRef: row.entity_ref, source: 'label', trusted: true },
        ...byAnnotation.filter(({ entityRef }) => entityRef !== row.entity_ref),
      ];
}

function presenceOf(row: ContainerWithHostRow): ContainerPresence {
  if (row.removed_at !== null) {
    return 'missing';
  }
  return row.host_state === 'connected' ? 'present' : 'unknown';
}

function toIso(milliseconds: BigIntColumn): string {
  return new Date(Number(milliseconds)).toISOString();
}

function toOptionalIso(milliseconds: BigIntColumn | null): string | undefined {
  return milliseconds === null ? undefined : toIso(milliseconds);
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}
