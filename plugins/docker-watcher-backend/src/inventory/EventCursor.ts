import { EngineEvent } from 'backstage-plugin-docker-watcher-node';

/**
 * Engines stamp events before they queue them, so two may arrive the other way
 * round, but never by as much as this. In nanoseconds.
 */
const DISORDER_NS = 500_000_000n;

/** Up to which event of an engine everything has been applied. */
export interface EventCursor {
  /** Of the latest event, nanoseconds since the epoch. */
  timeNano: string;
  /** Keys of the events applied shortly before it. */
  recent: string[];
}

/** Where nothing has been applied but all from then on will be; an engine's ISO 8601 time. */
export function cursorAt(time: string): EventCursor | undefined {
  const ms = Date.parse(time);
  return Number.isFinite(ms)
    ? { timeNano: `${BigInt(ms) * 1_000_000n}`, recent: [] }
    : undefined;
}

/** From where to ask an engine again, so that nothing is missed. */
export function sinceCursor(cursor: EventCursor): string {
  return String(BigInt(cursor.timeNano) - DISORDER_NS);
}

/** The events not applied before, as engines repeat some after a reconnect. */
export function withoutApplied(
  cursor: EventCursor | undefined,
  events: readonly EngineEvent[],
): EngineEvent[] {
  const seen = new Set(cursor?.recent);
  const oldest = BigInt(cursor?.timeNano ?? 0) - DISORDER_NS;
  return events.filter(event => {
    const key = keyOf(event);
    const isNew = BigInt(event.timeNano) >= oldest && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** The cursor once these events are applied, too. */
export function advanceCursor(
  cursor: EventCursor | undefined,
  events: readonly EngineEvent[],
): EventCursor | undefined {
  if (events.length === 0) {
    return cursor;
  }
  let latest = BigInt(cursor?.timeNano ?? 0);
  for (const { timeNano } of events) {
    if (BigInt(timeNano) > latest) {
      latest = BigInt(timeNano);
    }
  }
  const oldest = latest - DISORDER_NS;
  return {
    timeNano: String(latest),
    recent: [...(cursor?.recent ?? []), ...events.map(keyOf)].filter(
      key => BigInt(key.slice(0, key.indexOf(' '))) >= oldest,
    ),
  };
}

function keyOf(event: EngineEvent): string {
  return `${event.timeNano} ${event.action} ${event.containerId.slice(0, 12)}`;
}
