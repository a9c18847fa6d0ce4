import { Clock } from '../Clock';

/** A clock that stands still until told to move. */
export class FakeClock implements Clock {
  #now: number;
  #monotonic = 0;
  #timers = new Set<{ due: number; callback: () => void }>();

  constructor(start: string | number = '2026-01-01T00:00:00Z') {
    this.#now = new Date(start).getTime();
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      let cancel = () => {};
      const finish = () => {
        cancel();
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      cancel = this.after(ms, finish);
      signal?.addEventListener('abort', finish, { once: true });
    });
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { due: this.#monotonic + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers wait; 0 after everything that runs was stopped. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Sets the wall clock without letting time pass, as an operator would. */
  setTime(now: string | number): void {
    this.#now = new Date(now).getTime();
  }

  /**
   * Lets `ms` milliseconds pass, firing timers in order and letting promises and
   * I/O that are ready settle after each.
   */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers]
        .filter(timer => timer.due <= end)
        .sort((a, b) => a.due - b.due)[0];
      if (!next) {
        break;
      }
      this.#now += next.due - this.#monotonic;
      this.#monotonic = next.due;
      this.#timers.delete(next);
      next.callback();
      await settle();
    }
    this.#now += end - this.#monotonic;
    this.#monotonic = end;
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
