import { InspectedContainer } from 'backstage-plugin-docker-watcher-node';
import {
  ContainerUpsert,
  inferInventory,
  InventoryState,
} from './reduceInventory';

/**
 * Adds to containers what inspections tell beyond the events that led to them.
 *
 * An inspection may be ahead of the events: one that shows another transition is
 * put aside, and the event or the next list tells of it.
 */
export function adoptInspections(
  previous: InventoryState,
  options: {
    now: number;
    inspected: ReadonlyMap<string, InspectedContainer | 'failed'>;
  },
): {
  next: InventoryState;
  upserts: ContainerUpsert[];
  removals: [];
  events: [];
} {
  let next = previous;
  const upserts: ContainerUpsert[] = [];
  for (const [id, inspection] of options.inspected) {
    const known = next.containers.get(id);
    if (inspection === 'failed' || !known) {
      continue;
    }
    // Nothing is inferred of one in a crash loop; its starts and ends are still counted.
    if (
      known.run?.crashLoop &&
      (known.state === 'running') !== (inspection.state === 'running')
    ) {
      continue;
    }
    const adopted = inferInventory(next, {
      now: options.now,
      inspected: new Map([[id, inspection]]),
    });
    if (adopted.events.length === 0) {
      next = adopted.next;
      upserts.push(...adopted.upserts);
    }
  }
  return { next, upserts, removals: [], events: [] };
}
