/**
 * The one source of time and timers, so that tests can bring their own.
 */
export interface Clock {
  /** Milliseconds since the epoch; may jump when the system's clock is set. */
  now(): number;
  /** Milliseconds of a clock that never goes back, for measuring intervals. */
  monotonic(): number;
  /**
   * Resolves after `ms` milliseconds, or at once when the signal aborts. Never
   * rejects: look at the signal afterwards.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once after `ms` milliseconds. @returns a function that prevents it. */
  after(ms: number, callback: () => void): () => void;
}
