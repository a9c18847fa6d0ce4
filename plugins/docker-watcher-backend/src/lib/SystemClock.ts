import { performance } from 'node:perf_hooks';
import { Clock } from './Clock';

/** Longest delay that Node's timers take, about 24.8 days. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The machine's own time. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
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
    const timer = setTimeout(callback, Math.min(ms, LONGEST_DELAY_MS));
    return () => clearTimeout(timer);
  }
}
