import {
  ContainerHealth,
  ContainerState,
  HostState,
  Summary,
} from 'backstage-plugin-docker-watcher-common';
import { HostRow } from '../tables';
import { ContainerCount } from './countByState';
import { StaleSums } from './sumStale';

/** Adds up the counts; every state is named, most of them with 0. */
export function toSummary(
  hosts: HostRow[],
  containers: ContainerCount[],
  sums?: { stale: StaleSums; snoozed: StaleSums },
): Summary {
  const summary: Summary = {
    hosts: {
      total: hosts.length,
      byState: {
        connecting: 0,
        connected: 0,
        unreachable: 0,
        misconfigured: 0,
      },
    },
    containers: {
      total: 0,
      unknown: 0,
      byState: {
        created: 0,
        running: 0,
        paused: 0,
        restarting: 0,
        removing: 0,
        exited: 0,
        dead: 0,
      },
      byHealth: { none: 0, starting: 0, healthy: 0, unhealthy: 0 },
    },
    stale: {
      total: sums?.stale.count ?? 0,
      snoozed: sums?.snoozed.count ?? 0,
      reclaimableBytes:
        (sums?.stale.containerBytes ?? 0) + (sums?.stale.volumeBytes ?? 0),
      unmeasured: sums?.stale.unmeasured ?? 0,
    },
  };
  for (const host of hosts) {
    summary.hosts.byState[host.state as HostState] += 1;
  }
  for (const { state, health, connected, count } of containers) {
    summary.containers.total += count;
    summary.containers.unknown += connected ? 0 : count;
    summary.containers.byState[state as ContainerState] += count;
    summary.containers.byHealth[health as ContainerHealth] += count;
  }
  return summary;
}
