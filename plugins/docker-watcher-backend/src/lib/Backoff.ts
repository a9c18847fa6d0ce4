/**
 * How long to wait before the next attempt: doubling after each failure, with
 * jitter so that many that failed together do not return together.
 *
 * @remarks Only an attempt that lived for a while makes the delay short again. One
 * that succeeds and breaks at once must not hammer the other side.
 */
export class Backoff {
  readonly #firstMs: number;
  readonly #longestMs: number;
  readonly #survivalMs: number;
  readonly #random: () => number;
  #failures = 0;

  static create(options: {
    firstMs: number;
    longestMs: number;
    /** An attempt that lived this long counts as healthy. */
    survivalMs: number;
    /** From 0 inclusive to 1 exclusive. */
    random?: () => number;
  }): Backoff {
    return new Backoff(options);
  }

  private constructor(options: {
    firstMs: number;
    longestMs: number;
    survivalMs: number;
    random?: () => number;
  }) {
    this.#firstMs = options.firstMs;
    this.#longestMs = options.longestMs;
    this.#survivalMs = options.survivalMs;
    this.#random = options.random ?? Math.random;
  }

  /**
   * The delay after an attempt, in milliseconds.
   *
   * @param livedMs - how long the attempt was healthy
   * @param triedMs - how long it took to fail without that. It counts as waiting: a
   * timeout of ten seconds has spared the other side for as long already.
   */
  nextDelay(livedMs: number, triedMs = 0): number {
    if (livedMs >= this.#survivalMs) {
      this.#failures = 0;
    }
    const whole = Math.min(
      this.#longestMs,
      this.#firstMs * 2 ** Math.min(this.#failures, 30),
    );
    this.#failures += 1;
    const delay = Math.round(whole * (0.5 + 0.5 * this.#random()));
    return Math.max(delay - triedMs, Math.min(delay, this.#firstMs));
  }
}
