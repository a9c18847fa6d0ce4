import { NewEvent } from '../eventLog/EventLogStore';
import { containerCrashLoopEnded } from './containerEvents';
import { isCalm } from './foldCrashLoop';
import { ContainerUpsert, InventoryState } from './reduceInventory';
import { isAlive } from './TrackedContainer';

/**
 * Tells of crash loops that are over because nothing has changed for long enough.
 *
 * @param options.now - the engine's time, as are those of the loops
 */
export function endCrashLoops(
  previous: InventoryState,
  options: { now: number },
): { next: InventoryState; upserts: ContainerUpsert[]; events: NewEvent[] } {
  const { host } = previous;
  const { now } = options;
  const upserts: ContainerUpsert[] = [];
  const events: NewEvent[] = [];
  for (const container of previous.containers.values()) {
    const { crashLoop, ...rest } = container.run ?? {};
    if (!crashLoop || !isCalm(crashLoop, now)) {
      continue;
    }
    const { run: _run, ...calm } = container;
    events.push(
      containerCrashLoopEnded(
        {
          host,
          container,
          occurredAt: crashLoop.lastChangeAt,
          inferred: false,
        },
        {
          restarts: crashLoop.restarts,
          durationMs: crashLoop.lastChangeAt - crashLoop.since,
        },
        { gaveUp: !isAlive(container.state) },
      ),
    );
    upserts.push({
      container: Object.keys(rest).length > 0 ? { ...calm, run: rest } : calm,
      labelsChanged: false,
    });
  }
  if (upserts.length === 0) {
    return { next: previous, upserts, events };
  }
  const containers = new Map(previous.containers);
  upserts.forEach(({ container }) => containers.set(container.id, container));
  return { next: { ...previous, containers }, upserts, events };
}
