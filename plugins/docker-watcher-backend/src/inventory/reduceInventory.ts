import {
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { NewEvent } from '../eventLog/EventLogStore';
import { isSameJson } from '../lib/isSameJson';
import { foldSeenRun } from './foldCrashLoop';
import { inferTransitions } from './inferTransitions';
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
  /**
   * Containers that made a transition which no event has told of yet. They are left
   * as they were: the event may be on its way.
   */
  suspects: string[];
}

/**
 * What a list changes, other than transitions.
 *
 * @remarks The first list of a host is taken as it is. Only a complete list can make
 * a container suspected of having been removed. A failed inspection leaves the
 * container with what is known of it, and a host that cannot be asked gives no
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
  const suspects: string[] = [];
  const isFirst = lastSyncAt === undefined;

  for (const entry of withoutRepetitions(listed)) {
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
    if (!isFirst && isTransition(host, before, after)) {
      suspects.push(entry.id);
      if (before) {
        containers.set(entry.id, before);
      }
      continue;
    }
    rememberRun(before, after);
    containers.set(entry.id, after);
    if (!before || !isSameContainer(before, after)) {
      upserts.push(upsertOf(before, after));
    }
  }
  for (const container of previous.containers.values()) {
    if (!containers.has(container.id)) {
      containers.set(container.id, container);
      suspects.push(container.id);
    }
  }
  return {
    next: { host, lastSyncAt: now, containers },
    upserts,
    removals: [],
    suspects,
  };
}

/** What closer looks at suspects change, with the events that they make us infer. */
export interface InferenceReduction {
  next: InventoryState;
  upserts: ContainerUpsert[];
  removals: ContainerRemoval[];
  events: NewEvent[];
}

/**
 * What must have happened to containers, told by an inspection of each.
 *
 * @param options.inspected - by id; `undefined` when the engine has it no more
 * @param options.lastSeenAt - when a list last showed them as they are known
 */
export function inferInventory(
  previous: InventoryState,
  options: {
    now: number;
    lastSeenAt?: number;
    inspected: ReadonlyMap<string, InspectedContainer | undefined>;
    /** The engine was started anew before the look. */
    engineRestarted?: boolean;
  },
): InferenceReduction {
  const { host, lastSyncAt } = previous;
  const { now, inspected, lastSeenAt = lastSyncAt, engineRestarted } = options;
  const containers = new Map(previous.containers);
  const upserts: ContainerUpsert[] = [];
  const removals: ContainerRemoval[] = [];
  const events: NewEvent[] = [];
  for (const [id, inspection] of inspected) {
    const before = containers.get(id);
    if (!inspection) {
      if (before) {
        events.push(
          ...inferTransitions({ host, previous: before, now, engineRestarted }),
        );
        removals.push(removalOf(before, { now, lastSeenAt }));
        containers.delete(id);
      }
      continue;
    }
    const after = trackContainer({
      host,
      now,
      previous: before,
      listed: { ...inspection, statusText: '' },
      inspected: inspection,
      previouslySeenAt: lastSeenAt,
    });
    const transitions = inferTransitions({
      host,
      previous: before,
      next: after,
      now,
      engineRestarted,
    });
    if (transitions.some(({ kind }) => kind === 'container.started')) {
      forgetRun(after);
    }
    if (transitions.length > 0) {
      after.run = { ...after.run, inferred: true };
    }
    if (after.state === 'paused' && before?.state === 'running') {
      after.run = { ...after.run, healthBefore: before.health };
    }
    rememberRun(before, after);
    events.push(...transitions);
    containers.set(id, after);
    if (!before || !isSameContainer(before, after)) {
      upserts.push(upsertOf(before, after));
    }
  }
  return {
    next: { host, lastSyncAt, containers },
    upserts,
    removals,
    events,
  };
}

/** The last entry of each id counts. */
function withoutRepetitions(
  listed: readonly ListedContainer[],
): Iterable<ListedContainer> {
  const ids = new Set<string>();
  for (const { id } of listed) {
    ids.add(id);
  }
  return ids.size === listed.length
    ? listed
    : new Map(listed.map(one => [one.id, one])).values();
}

function isTransition(
  host: string,
  previous: TrackedContainer | undefined,
  next: TrackedContainer,
): boolean {
  // A pause ends with an event of its own, also of one in a crash loop, which tells
  // nothing of its runs.
  const goesOn = previous?.state === 'paused' && next.state !== 'paused';
  return (
    goesOn || inferTransitions({ host, previous, next, now: 0 }).length > 0
  );
}

function upsertOf(
  before: TrackedContainer | undefined,
  after: TrackedContainer,
): ContainerUpsert {
  return {
    container: after,
    labelsChanged: !before || !isSameJson(before.labels, after.labels),
  };
}

/** In a loop nothing is told one by one, but what a look shows counts as well. */
function rememberRun(
  before: TrackedContainer | undefined,
  after: TrackedContainer,
): void {
  const run = before && foldSeenRun(before, after);
  if (run) {
    after.run = run;
  }
}

/** What was remembered was of an earlier run. */
function forgetRun(container: TrackedContainer): void {
  const {
    asked: _asked,
    oom: _oom,
    healthBefore: _health,
    ...kept
  } = container.run ?? {};
  if (Object.keys(kept).length > 0) {
    container.run = kept;
  } else {
    delete container.run;
  }
}

function removalOf(
  container: TrackedContainer,
  times: { now: number; lastSeenAt?: number },
): ContainerRemoval {
  const { now, lastSeenAt } = times;
  return {
    id: container.id,
    removedAt: now,
    lastSeenAt: lastSeenAt ?? now,
    ...(isAlive(container.state) &&
      lastSeenAt !== undefined && { lastAliveAt: lastSeenAt }),
  };
}
