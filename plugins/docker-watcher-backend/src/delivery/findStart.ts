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
 * event, in the second, and where nothing is kept, with what is appended from now on.
 */
export async function findStart(
  eventLog: Pick<EventLog<VisibleEvents>, 'bounds' | 'lastGivenId'>,
  after: string | undefined,
): Promise<Start> {
  const bounds = await eventLog.bounds();
  if (!bounds) {
    return findStartWithoutEvents(eventLog, after);
  }
  const oldest = BigInt(bounds.oldest);
  const newest = BigInt(bounds.newest);
  const from = after === undefined ? newest : BigInt(after);
  const isAtEnd = from >= newest;
  if (from > newest && from > BigInt(await eventLog.lastGivenId())) {
    return startAfterGap(from, { place: newest, isAtEnd });
  }
  return from + 1n < oldest
    ? startAfterGap(from, { place: oldest - 1n, isAtEnd })
    : startWithoutGap(from, { isAtEnd });
}

/** Nothing was appended yet, or all of it was deleted. */
async function findStartWithoutEvents(
  eventLog: Parameters<typeof findStart>[0],
  after: string | undefined,
): Promise<Start> {
  const last = BigInt(await eventLog.lastGivenId());
  if (await eventLog.bounds()) {
    return findStart(eventLog, after);
  }
  const from = after === undefined ? last : BigInt(after);
  return from === last
    ? startWithoutGap(from, { isAtEnd: true })
    : startAfterGap(from, { place: last, isAtEnd: true });
}

function startWithoutGap(
  from: bigint,
  { isAtEnd }: Pick<Start, 'isAtEnd'>,
): Start {
  const messages: EventStreamMessage[] = [{ type: 'ready', id: String(from) }];
  return { from, messages, place: from, isAtEnd };
}

function startAfterGap(
  from: bigint,
  { place, isAtEnd }: Pick<Start, 'place' | 'isAtEnd'>,
): Start {
  const messages: EventStreamMessage[] = [
    { type: 'ready', id: String(from) },
    {
      type: 'gap',
      id: String(place),
      after: String(from),
      oldest: String(place + 1n),
    },
  ];
  return { from, messages, place, isAtEnd };
}
