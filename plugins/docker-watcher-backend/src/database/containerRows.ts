import {
  ContainerHealth,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';
import { TrackedContainer } from '../inventory/TrackedContainer';
import { indexedLabelText } from './indexedLabelText';
import {
  BigIntColumn,
  ContainerLabelRow,
  ContainerRow,
  DetailColumn,
  ListedColumn,
} from './tables';

export function toContainerRow(
  host: string,
  container: TrackedContainer,
): ContainerRow {
  const { compose, detail } = container;
  const listed: ListedColumn = {
    ports: container.ports,
    labels: container.labels,
  };
  return {
    host,
    id: container.id,
    workload: container.workload,
    name: container.name,
    image: container.image,
    image_id: container.imageId,
    state: container.state,
    health: container.health,
    exit_code: container.exitCode ?? null,
    oom_killed: container.oomKilled ?? null,
    created_at: container.createdAt,
    started_at: container.startedAt ?? null,
    finished_at: container.finishedAt ?? null,
    last_alive_at: container.lastAliveAt ?? null,
    removed_at: null,
    last_seen_at: null,
    restart_count: container.restartCount,
    compose_project: compose?.project ?? null,
    compose_service: compose?.service ?? null,
    compose_number: compose?.number ?? null,
    entity_ref: container.entityRef ?? null,
    search: [
      container.name,
      container.image,
      compose?.project ?? '',
      compose?.service ?? '',
    ]
      .join('\n')
      .toLocaleLowerCase('en-US'),
    listed: JSON.stringify(listed),
    detail: detail ? JSON.stringify(detail) : null,
    inspected_at: container.inspectedAt ?? null,
    run: container.run ? JSON.stringify(container.run) : null,
  };
}

export function toTrackedContainer(row: ContainerRow): TrackedContainer {
  // Written by toContainerRow from these very types.
  const listed: ListedColumn = JSON.parse(row.listed);
  const detail: DetailColumn | undefined = row.detail
    ? JSON.parse(row.detail)
    : undefined;
  return {
    id: row.id,
    workload: row.workload,
    name: row.name,
    image: row.image,
    imageId: row.image_id,
    state: row.state as ContainerState,
    health: row.health as ContainerHealth,
    ...(row.exit_code !== null && { exitCode: row.exit_code }),
    ...(row.oom_killed !== null && { oomKilled: Boolean(row.oom_killed) }),
    createdAt: Number(row.created_at),
    ...time('startedAt', row.started_at),
    ...time('finishedAt', row.finished_at),
    ...time('lastAliveAt', row.last_alive_at),
    restartCount: row.restart_count,
    ...(row.compose_project !== null &&
      row.compose_service !== null && {
        compose: {
          project: row.compose_project,
          service: row.compose_service,
          number: row.compose_number ?? 1,
        },
      }),
    ports: listed.ports,
    labels: listed.labels,
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
    ...(detail && { detail }),
    ...time('inspectedAt', row.inspected_at),
    ...(row.run && { run: JSON.parse(row.run) }),
  };
}

export function toLabelRows(
  host: string,
  container: TrackedContainer,
): ContainerLabelRow[] {
  return Object.entries(container.labels).map(([key, value]) => ({
    host,
    id: container.id,
    label_key: indexedLabelText(key),
    label_value: indexedLabelText(value),
  }));
}

function time<K extends string>(
  key: K,
  column: BigIntColumn | null,
): { [P in K]?: number } {
  const result: { [P in string]?: number } = {};
  if (column !== null) {
    result[key] = Number(column);
  }
  return result as { [P in K]?: number };
}
