import { EventStreamMessage } from 'backstage-plugin-docker-watcher-common';
import { EventLog } from '../eventLog/EventLog';
import { VisibleEvents } from '../inventory/VisibleEvents';

/** How a stream begins. */
export interface Start {
  /** The place that was asked for. */
  from: bigint;
  /** What is said first. */
  messages: EventStreamMessage[];
  /** The place after that. */
  place: bigint;
  /** Whether nothing followed the place a moment ago. */
  isAtEnd: boolean;
}

/**
 * Where a stream begins.
 *
 * @param after - id of the last event that the reader knows. One from before
 * everything that is kept, and one that this log never gave, as after the restore of
 * a database, lead to a gap: in the first case the stream goes on with the oldest
 * event, in the second with what is appended from now on.
 */
export async function findStart(
  eventLog: Pick<EventLog<VisibleEvents>, 'bounds' | 'lastGivenId'>,
  after: string | undefined,
): Promise<Start> {
  const bounds = await eventLog.bounds();
  const oldest = BigInt(bounds?.oldest ?? 0);
  const newest = BigInt(bounds?.newest ?? 0);
  const from = after === undefined ? newest : BigInt(after);
  const ready: EventStreamMessage = { type: 'ready', id: String(from) };
  const isAtEnd = from >= newest;
  if (from > newest && from > BigInt(await eventLog.lastGivenId())) {
    const gap = gapBetween(from, { place: newest, oldest: newest + 1n });
    return { from, messages: [ready, gap], place: newest, isAtEnd };
  }
  if (bounds && from + 1n < oldest) {
    const place = oldest - 1n;
    const gap = gapBetween(from, { place, oldest });
    return { from, messages: [ready, gap], place, isAtEnd };
  }
  return { from, messages: [ready], place: from, isAtEnd };
}

function gapBetween(
  after: bigint,
  next: { place: bigint; oldest: bigint },
): EventStreamMessage {
  return {
    type: 'gap',
    id: String(next.place),
    after: String(after),
    oldest: String(next.oldest),
  };
}
