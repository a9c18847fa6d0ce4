import {
  Host,
  HostContainerCounts,
  HostState,
} from 'backstage-plugin-docker-watcher-common';
import { HostRow } from '../tables';

const NO_CONTAINERS = { total: 0, running: 0, unhealthy: 0 };

/** A host as the inventory tells it. */
export function toHost(
  row: HostRow,
  containers: HostContainerCounts = NO_CONTAINERS,
): Host {
  return {
    name: row.name,
    title: row.title,
    state: row.state as HostState,
    stateSince: new Date(Number(row.state_since)).toISOString(),
    ...(row.error !== null && { error: row.error }),
    ...(row.engine !== null && { engine: JSON.parse(row.engine) }),
    addresses: JSON.parse(row.addresses),
    containers: { ...containers },
    ...(row.last_sync_at !== null && {
      lastSyncAt: new Date(Number(row.last_sync_at)).toISOString(),
    }),
    ...(row.clock_skew_ms !== null && {
      clockSkewMs: Number(row.clock_skew_ms),
    }),
    simulated: Boolean(row.simulated),
    readOnly: Boolean(row.read_only),
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
  };
}
