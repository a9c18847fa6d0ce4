import { Timers } from '../stream';

/** Timers that go off when a test says so. */
export class FakeTimers implements Timers {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(each => each !== timer);
    };
  }

  get pending(): number {
    return this.#timers.length;
  }

  /** How long until the next one goes off. */
  get nextMs(): number | undefined {
    return this.#timers.length > 0
      ? Math.min(...this.#timers.map(({ at }) => at)) - this.#now
      : undefined;
  }

  /** Lets time pass, and after each timer what follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const [next] = this.#timers
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#now = next.at;
      this.#timers = this.#timers.filter(each => each !== next);
      next.run();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(resolve => setTimeout(resolve, 0));
  }
}
