import {
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { isSameJson } from '../lib/isSameJson';
import {
  ContainerRemoval,
  isAlive,
  TrackedContainer,
} from './TrackedContainer';
import { isAsListed, isSameContainer, trackContainer } from './trackContainer';

/** What is known of a host's containers, removed ones left out. */
export interface InventoryState {
  host: string;
  /** End of the last complete list. */
  lastSyncAt?: number;
  containers: ReadonlyMap<string, TrackedContainer>;
}

/** A complete list of a host, and the inspections that followed it. */
export interface InventoryObservation {
  now: number;
  listed: readonly ListedContainer[];
  /** By id, of those that an inspection was owed or due. */
  inspected: ReadonlyMap<string, InspectedContainer | 'failed'>;
}

export interface ContainerUpsert {
  container: TrackedContainer;
  /** The labels have to be written, too. */
  labelsChanged: boolean;
}

export interface InventoryReduction {
  next: InventoryState;
  /** New and changed containers. */
  upserts: ContainerUpsert[];
  removals: ContainerRemoval[];
}

/**
 * What an observation changes.
 *
 * @remarks Only a complete list can remove a container. A failed inspection leaves
 * the container with what is known of it, and a host that cannot be asked gives no
 * observation at all.
 */
export function reduceInventory(
  previous: InventoryState,
  observation: InventoryObservation,
): InventoryReduction {
  const { host, lastSyncAt } = previous;
  const { now, listed, inspected } = observation;
  const containers = new Map<string, TrackedContainer>();
  const upserts: ContainerUpsert[] = [];

  for (const entry of new Map(listed.map(one => [one.id, one])).values()) {
    const before = previous.containers.get(entry.id);
    const inspection = inspected.get(entry.id);
    if (before && inspection === undefined && isAsListed(before, entry)) {
      containers.set(entry.id, before);
      continue;
    }
    const after = trackContainer({
      host,
      now,
      previous: before,
      listed: entry,
      inspected: inspection === 'failed' ? undefined : inspection,
      inspectionFailed: inspection === 'failed',
      previouslySeenAt: lastSyncAt,
    });
    containers.set(entry.id, after);
    if (!before || !isSameContainer(before, after)) {
      upserts.push({
        container: after,
        labelsChanged: !before || !isSameJson(before.labels, after.labels),
      });
    }
  }

  const removals = [...previous.containers.values()]
    .filter(({ id }) => !containers.has(id))
    .map(container => removalOf(container, { now, lastSyncAt }));
  return {
    next: { host, lastSyncAt: now, containers },
    upserts,
    removals,
  };
}

function removalOf(
  container: TrackedContainer,
  times: { now: number; lastSyncAt?: number },
): ContainerRemoval {
  const { now, lastSyncAt } = times;
  return {
    id: container.id,
    removedAt: now,
    lastSeenAt: lastSyncAt ?? now,
    ...(isAlive(container.state) &&
      lastSyncAt !== undefined && { lastAliveAt: lastSyncAt }),
  };
}
