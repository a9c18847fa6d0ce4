import { EventsFilter } from './EventsQuery';
import { WatcherEvent } from './WatcherEvent';

/**
 * Which events are streamed, and from where.
 * @public
 */
export interface EventStreamQuery extends EventsFilter {
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
 * or the next one goes on. `too-slow`: the reader did not keep up.
 * @public
 */
export type EventStreamEnd = 'token-expired' | 'shutdown' | 'too-slow';

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
  /** Nothing happened for a while. */
  | { type: 'heartbeat'; id: string }
  /** What followed `after` was deleted already up to, not including, `oldest`. */
  | { type: 'gap'; id: string; after: string; oldest: string }
  /** The last message. */
  | { type: 'end'; id: string; reason: EventStreamEnd };
