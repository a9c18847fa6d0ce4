import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { EventRow } from './tables';

/** A row as the event it was appended as. */
export function toWatcherEvent(row: EventRow): WatcherEvent {
  // Rows are written by `appendEvents` alone, from events whose details fit their kind.
  return {
    id: String(row.id),
    at: toIso(row.at),
    occurredAt: toIso(row.occurred_at),
    severity: row.severity,
    source: row.source,
    kind: row.kind,
    host: row.host ?? undefined,
    containerId: row.container_id ?? undefined,
    containerName: row.container_name ?? undefined,
    workload: row.workload ?? undefined,
    proxyId: row.proxy_id ?? undefined,
    entityRef: row.entity_ref ?? undefined,
    actor: row.actor ?? undefined,
    inferred: Boolean(row.inferred),
    message: row.message,
    details: JSON.parse(row.details),
  } as WatcherEvent;
}

function toIso(ms: EventRow['at']): string {
  return new Date(Number(ms)).toISOString();
}
