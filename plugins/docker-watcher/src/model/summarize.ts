import { Container, Summary } from 'backstage-plugin-docker-watcher-common';
import {
  ContainersFilter,
  EMPTY_FILTER,
  countFilters,
} from './containersUrlState';
import { Tone } from './tone';

/** One number above the list; following it narrows the list down to what it counts. */
export interface SummaryCount {
  id:
    | 'all'
    | 'running'
    | 'stopped'
    | 'restarting'
    | 'paused'
    | 'unhealthy'
    /** Leads to a list of its own. */
    | 'stale';
  count: number;
  tone: Tone;
  filter: Pick<ContainersFilter, 'state' | 'health'>;
}

/**
 * The numbers worth showing: the common ones always, the rare ones when there are
 * any. "Stopped" is everything that is there and does not run.
 */
export function summarize({
  containers,
  stale,
}: Pick<Summary, 'containers'> & {
  stale?: Pick<Summary['stale'], 'total'>;
}): SummaryCount[] {
  const { total, byState, byHealth } = containers;
  const { state, health } = EMPTY_FILTER;
  const all: SummaryCount[] = [
    { id: 'all', count: total, tone: 'neutral', filter: { state, health } },
    {
      id: 'running',
      count: byState.running,
      tone: 'success',
      filter: { state: ['running'], health },
    },
    {
      id: 'stopped',
      count: byState.exited + byState.created + byState.dead,
      tone: 'neutral',
      filter: { state: ['exited', 'created', 'dead'], health },
    },
    {
      id: 'unhealthy',
      count: byHealth.unhealthy,
      tone: 'danger',
      filter: { state, health: ['unhealthy'] },
    },
    {
      id: 'restarting',
      count: byState.restarting,
      tone: 'warning',
      filter: { state: ['restarting'], health },
    },
    {
      id: 'paused',
      count: byState.paused,
      tone: 'info',
      filter: { state: ['paused'], health },
    },
    {
      id: 'stale',
      count: stale?.total ?? 0,
      tone: 'warning',
      filter: { state, health },
    },
  ];
  return all.filter(
    each =>
      each.count > 0 || !['restarting', 'paused', 'stale'].includes(each.id),
  );
}

/** The numbers of some containers that are at hand; those that are not zero. */
export function summarizeContainers(
  containers: readonly Container[],
): SummaryCount[] {
  const byState: Summary['containers']['byState'] = {
    created: 0,
    running: 0,
    paused: 0,
    restarting: 0,
    removing: 0,
    exited: 0,
    dead: 0,
  };
  const byHealth: Summary['containers']['byHealth'] = {
    none: 0,
    starting: 0,
    healthy: 0,
    unhealthy: 0,
  };
  for (const { state, health } of containers) {
    byState[state] += 1;
    byHealth[health] += 1;
  }
  const counted = { total: containers.length, unknown: 0, byState, byHealth };
  const total = containers.filter(
    ({ stale }) => stale && !stale.snoozedUntil,
  ).length;
  return summarize({ containers: counted, stale: { total } }).filter(
    ({ count }) => count > 0,
  );
}

/** Whether the list shows exactly what this number counts, and nothing less. */
export function isSelected(
  count: SummaryCount,
  filter: ContainersFilter,
): boolean {
  const same = (a: string[], b: string[]) =>
    a.length === b.length && a.every(each => b.includes(each));
  return (
    count.id !== 'stale' &&
    same(count.filter.state, filter.state) &&
    same(count.filter.health, filter.health) &&
    countFilters(filter) === filter.state.length + filter.health.length
  );
}
