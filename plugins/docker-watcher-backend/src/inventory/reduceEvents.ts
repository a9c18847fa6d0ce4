import {
  EngineEvent,
  InspectedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { NewEvent } from '../eventLog/EventLogStore';
import { nanoToMs } from '../lib/nanoToMs';
import { applyEngineEvent, createdEvent } from './applyEngineEvent';
import { advanceCursor, EventCursor, withoutApplied } from './EventCursor';
import { ContainerUpsert, InventoryState } from './reduceInventory';
import {
  ContainerRemoval,
  isAlive,
  TrackedContainer,
} from './TrackedContainer';
import { trackContainer } from './trackContainer';

/** What a batch of an engine's events changes. */
export interface EventsReduction {
  next: InventoryState;
  cursor: EventCursor | undefined;
  upserts: ContainerUpsert[];
  removals: ContainerRemoval[];
  events: NewEvent[];
  /** Containers to inspect for what events do not carry. */
  owed: string[];
}

/**
 * Applies events in their order.
 *
 * @param options.created - inspections of containers that the batch creates; one
 * that has gone already is known by its event alone
 */
export function reduceEvents(
  previous: InventoryState,
  options: {
    events: readonly EngineEvent[];
    cursor: EventCursor | undefined;
    created: ReadonlyMap<string, InspectedContainer | 'failed'>;
    now: number;
    /** The engine was started anew before these; see {@link applyEngineEvent}. */
    engineRestarted?: boolean;
  },
): EventsReduction {
  const { host, lastSyncAt } = previous;
  const { cursor, created, now, engineRestarted } = options;
  const containers = new Map(previous.containers);
  /** With their last state, also of those that go in this batch: tombstones are rows. */
  const changed = new Map<string, TrackedContainer>();
  const createdNow = new Set<string>();
  const removals = new Map<string, ContainerRemoval>();
  const owed = new Set<string>();
  const events: NewEvent[] = [];
  const fresh = withoutApplied(cursor, options.events);

  for (const event of fresh) {
    const { containerId: id } = event;
    const container = containers.get(id);
    if (!container) {
      // Whatever else is heard of one we do not know was told when it was removed.
      if (event.action === 'create' && !removals.has(id)) {
        const born = bear(event, created.get(id), { host, now });
        containers.set(id, born);
        changed.set(id, born);
        createdNow.add(id);
        owed.add(id);
        events.push(createdEvent(born, event, host));
      }
      continue;
    }
    const step = applyEngineEvent(container, event, {
      host,
      engineRestarted,
    });
    if (step.result === 'told') {
      continue;
    }
    events.push(...step.events);
    if (step.result === 'removed') {
      containers.delete(id);
      owed.delete(id);
      removals.set(id, {
        id,
        removedAt: now,
        lastSeenAt: now,
        ...lastAlive(step.container, now),
      });
      continue;
    }
    const next = step.inspect
      ? { ...step.container, inspectedAt: undefined }
      : step.container;
    if (next.inspectedAt === undefined) {
      delete next.inspectedAt;
    }
    containers.set(id, next);
    changed.set(id, next);
    if (step.inspect) {
      owed.add(id);
    }
  }

  return {
    next: { host, lastSyncAt, containers },
    cursor: advanceCursor(cursor, fresh),
    upserts: [...changed].map(([id, container]) => ({
      container,
      labelsChanged: createdNow.has(id),
    })),
    removals: [...removals.values()],
    events,
    owed: [...owed],
  };
}

/** A container as it was created, whatever has become of it since. */
function bear(
  event: EngineEvent,
  inspected: InspectedContainer | 'failed' | undefined,
  options: { host: string; now: number },
): TrackedContainer {
  const { host, now } = options;
  const at = new Date(nanoToMs(event.timeNano)).toISOString();
  const known = typeof inspected === 'object' ? inspected : undefined;
  const listed = {
    id: event.containerId,
    name: event.name ?? known?.name ?? event.containerId.slice(0, 12),
    image: event.image ?? known?.image ?? '',
    imageId: known?.imageId ?? '',
    state: 'created' as const,
    health: 'none' as const,
    createdAt: known?.createdAt ?? at,
    ports: known?.ports ?? [],
    labels: known?.labels ?? {},
    statusText: '',
  };
  const born = trackContainer({
    host,
    now,
    listed,
    ...(known && {
      inspected: {
        ...known,
        ...listed,
        // Its later life, which its own events are about to tell.
        restartCount: 0,
        startedAt: undefined,
        finishedAt: undefined,
      },
    }),
  });
  // What comes next is told by its own events, and inspected after them.
  delete born.inspectedAt;
  return born;
}

function lastAlive(container: TrackedContainer, now: number) {
  return isAlive(container.state) ? { lastAliveAt: now } : {};
}
