import { EngineEvent } from 'backstage-plugin-docker-watcher-node';

/** As many as Docker remembers. */
const REMEMBERED_EVENTS = 256;

/**
 * Events of a machine, for any number of followers.
 *
 * A follower gets every event once, in order, however slowly it reads. What
 * happened before it came is remembered only as far as the last 256 events.
 */
export class EventFeed {
  readonly #past: EngineEvent[] = [];
  readonly #followers = new Set<(event: EngineEvent) => void>();
  readonly #now: () => number;
  #lastNano = 0n;

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  publish(event: Omit<EngineEvent, 'timeNano'>) {
    const nano = BigInt(Math.floor(this.#now())) * 1_000_000n;
    // Two events of one millisecond still have an order.
    this.#lastNano = nano > this.#lastNano ? nano : this.#lastNano + 1n;
    const stamped = { timeNano: String(this.#lastNano), ...event };
    this.#past.push(stamped);
    this.#past.splice(0, this.#past.length - REMEMBERED_EVENTS);
    for (const follower of this.#followers) {
      follower(stamped);
    }
  }

  /** Nobody is told any more of what happened until now. */
  forget() {
    this.#past.length = 0;
  }

  /**
   * Ends quietly when `signal` aborts, and with its reason when `broken` does.
   * The subscription stands when this returns.
   */
  follow(options: {
    since?: string;
    signal: AbortSignal;
    broken: AbortSignal;
  }): AsyncIterable<EngineEvent> {
    const { since, signal, broken } = options;
    const queue =
      since === undefined
        ? []
        : this.#past.filter(event => BigInt(event.timeNano) >= BigInt(since));
    let wake = () => {};
    const follower = (event: EngineEvent) => {
      queue.push(event);
      wake();
    };
    const ends = [signal, broken];
    // Nobody may ever iterate, so leaving does not wait for the iteration.
    const leave = () => {
      this.#followers.delete(follower);
      ends.forEach(end => end.removeEventListener('abort', leave));
      wake();
    };
    this.#followers.add(follower);
    ends.forEach(end => end.addEventListener('abort', leave));

    const nextWake = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    async function* iterate() {
      try {
        for (;;) {
          if (signal.aborted) {
            return;
          }
          broken.throwIfAborted();
          const event = queue.shift();
          if (event) {
            yield event;
          } else {
            await nextWake();
          }
        }
      } finally {
        leave();
      }
    }
    return iterate();
  }
}
