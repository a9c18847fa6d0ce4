import { StaleContainer } from 'backstage-plugin-docker-watcher-common';
import { StaleGroup } from './staleUrlState';

/** Some stale containers under one name; an empty name is that of nobody. */
export interface StaleGroupOf {
  name: string;
  containers: StaleContainer[];
  /** What their removal frees, volumes included. */
  bytes: number;
}

/** What the removal of a container frees, volumes included; 0 until it is measured. */
export function bytesOfStale({
  reclaimable,
}: Pick<StaleContainer, 'reclaimable'>): number {
  return reclaimable ? reclaimable.containerBytes + reclaimable.volumeBytes : 0;
}

/** In the order of the list; of several owners the first counts. */
export function groupStale(
  containers: readonly StaleContainer[],
  by: StaleGroup,
): StaleGroupOf[] {
  const groups = new Map<string, StaleGroupOf>();
  for (const container of containers) {
    const name = nameOf(container, by);
    const group = groups.get(name) ?? { name, containers: [], bytes: 0 };
    group.containers.push(container);
    group.bytes += bytesOfStale(container);
    groups.set(name, group);
  }
  return [...groups.values()];
}

function nameOf({ host, ownerRefs }: StaleContainer, by: StaleGroup): string {
  switch (by) {
    case 'host':
      return host;
    case 'owner':
      return ownerRefs[0] ?? '';
    default:
      return '';
  }
}
