/** Where timers are set, so that tests can turn time themselves. */
export interface Timers {
  /** @returns how the timer is taken back. */
  after(ms: number, run: () => void): () => void;
}

/** The browser's own timers. */
export const browserTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
