import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import {
  FilterableContainer,
  FilterableEvent,
  matchesContainerFilter,
} from './matchesContainerFilter';
import { VisibleEvents } from './VisibleEvents';

/** An event, and what there is to know about it. */
export interface KnownEvent {
  event: WatcherEvent;
  /** What conditions on events look at, `undefined` when it was deleted meanwhile. */
  about: FilterableEvent | undefined;
  /** Its container, `undefined` when it has none or it is not known any more. */
  container: FilterableContainer | undefined;
}

/**
 * Whether a reader may know of an event; the store's query language must give the
 * same answer.
 */
export function mayKnowEvent(
  known: KnownEvent,
  visible: VisibleEvents,
): boolean {
  const { event, about, container } = known;
  const { condition, containers, hosts, settings } = visible;
  if (isEverything(visible)) {
    return true;
  }
  if (condition && !(about && matchesContainerFilter(about, condition))) {
    return false;
  }
  if (event.containerId === undefined) {
    return (
      (hosts && event.source === 'host') ||
      (settings && event.source === 'settings')
    );
  }
  if (containers === undefined || containers === 'none') {
    return containers === undefined;
  }
  return (
    container !== undefined && matchesContainerFilter(container, containers)
  );
}

/** Whether the answer takes more than the event itself. */
export function needsMoreThanEvents(visible: VisibleEvents): boolean {
  const { condition, containers } = visible;
  return (
    condition !== undefined ||
    (containers !== undefined && containers !== 'none')
  );
}

function isEverything(visible: VisibleEvents): boolean {
  const { condition, containers, hosts, settings } = visible;
  return (
    condition === undefined && containers === undefined && hosts && settings
  );
}
