import { EngineEvent } from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';

/** Some 20 MB; more than the busiest engine tells while the database is away a while. */
const CAPACITY = 50_000;

/**
 * Events between the stream and the commits. Taking one never waits; when it is full
 * further ones are dropped, which is remembered, for a list to make up for it.
 */
export class EventQueue {
  readonly #clock: Clock;
  readonly #capacity: number;
  #events: EngineEvent[] = [];
  #overflowed = false;
  #wake: (() => void) | undefined;

  static create(options: { clock: Clock; capacity?: number }): EventQueue {
    return new EventQueue(options);
  }

  private constructor(options: { clock: Clock; capacity?: number }) {
    this.#clock = options.clock;
    this.#capacity = options.capacity ?? CAPACITY;
  }

  get size(): number {
    return this.#events.length;
  }

  /** Whether events were dropped since {@link EventQueue.forgetOverflow}. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  forgetOverflow(): void {
    this.#overflowed = false;
  }

  push(event: EngineEvent): void {
    if (this.#events.length >= this.#capacity) {
      this.#overflowed = true;
    } else {
      this.#events.push(event);
    }
    this.#wake?.();
  }

  /** The oldest, in their order. */
  take(limit: number): EngineEvent[] {
    return this.#events.splice(0, limit);
  }

  /** In front of all others, because they were taken and not applied. */
  putBack(events: readonly EngineEvent[]): void {
    this.#events.unshift(...events);
  }

  /** Of the containers that queued events are about. */
  ids(): Set<string> {
    return new Set(this.#events.map(({ containerId }) => containerId));
  }

  /** Resolves when there are events, after `ms` milliseconds, or when the signal aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#events.length > 0 || signal.aborted) {
      return;
    }
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await this.#clock.sleep(
      Math.max(0, ms),
      AbortSignal.any([signal, woken.signal]),
    );
    this.#wake = undefined;
  }
}
