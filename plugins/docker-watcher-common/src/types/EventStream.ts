import { EventsFilter } from './EventsQuery';
import { WatcherEvent } from './WatcherEvent';

/**
 * Which events are streamed, and from where.
 *
 * @remarks A stream has no range of time, so `q` is looked for in all of it.
 * @public
 */
export interface EventStreamQuery
  extends Omit<EventsFilter, 'since' | 'until'> {
  /**
   * Id of the last event that is known: the stream begins with what follows it in the
   * log. By default it begins with what is appended from now on.
   */
  after?: string;
}

/**
 * Why a stream was ended by the backend. Open it again after the last id.
 *
 * @remarks `token-expired`: with a new token. `shutdown`: the backend stops, another
 * or the next one goes on. `too-slow`: the reader took nothing for half a minute.
 * `not-allowed`: the reader may see no events any more, so opening it again fails.
 * `permissions-unavailable`: it could not be decided anew what the reader may see.
 * @public
 */
export type EventStreamEnd =
  | 'token-expired'
  | 'shutdown'
  | 'too-slow'
  | 'not-allowed'
  | 'permissions-unavailable';

/**
 * What a stream says. `id` is the place in the log to open the stream again after:
 * everything up to it was looked at, and what may be seen of it was sent.
 * @public
 */
export type EventStreamMessage =
  /** Something was appended. */
  | { type: 'event'; id: string; event: WatcherEvent }
  /** The first message: the stream stands. */
  | { type: 'ready'; id: string }
  /** Every 15 seconds, whatever else is said. */
  | { type: 'heartbeat'; id: string }
  /**
   * What followed `after` was deleted already up to, not including, `oldest`; or
   * `after` is of another log, as when a database was reset, and `oldest` is the next
   * that is appended. Where there is no gap, events may have been deleted all the same:
   * the log keeps severities for different times.
   */
  | { type: 'gap'; id: string; after: string; oldest: string }
  /** The last message. */
  | { type: 'end'; id: string; reason: EventStreamEnd };
