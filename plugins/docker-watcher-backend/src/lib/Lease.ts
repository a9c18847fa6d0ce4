import { Clock } from './Clock';
import { withTimeLimit } from './withTimeLimit';

/** A lease that this process holds. */
export interface HeldLease {
  readonly name: string;
  readonly holder: string;
  /** Grows with every new holder, so that a commit of an old one is refused. */
  readonly fence: string;
}

/** Where leases are kept. Expiry is counted in the store's own time. */
export interface LeaseStore {
  /** @returns `undefined` while somebody else holds it. */
  acquire(options: {
    name: string;
    holder: string;
    ttlMs: number;
  }): Promise<HeldLease | undefined>;
  /** @returns `false` when somebody else has taken it over. */
  renew(lease: HeldLease, ttlMs: number): Promise<boolean>;
  release(lease: HeldLease): Promise<void>;
}

/** One that is also fit for leases of things that come and go. */
export interface ForgetfulLeaseStore extends LeaseStore {
  /** Releases it and forgets its fence, which no commit may have looked at. */
  forget(lease: HeldLease): Promise<void>;
}

/**
 * Sees to it that one holder at a time, of all replicas, does a duty.
 *
 * Guaranteed: commits that check the fence come from the current holder alone. Not
 * guaranteed: that a holder which lost its lease has noticed; it may go on reading
 * for up to the time to live.
 */
export class Lease {
  readonly #store: LeaseStore;
  readonly #clock: Clock;
  readonly #name: string;
  readonly #holder: string;
  readonly #ttlMs: number;

  static create(options: {
    store: LeaseStore;
    clock: Clock;
    name: string;
    /** Unique per process. */
    holder: string;
    /** After this long without renewal others may take over. */
    ttlMs?: number;
  }): Lease {
    return new Lease(options);
  }

  private constructor(options: Parameters<typeof Lease.create>[0]) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#name = options.name;
    this.#holder = options.holder;
    this.#ttlMs = options.ttlMs ?? 9_000;
  }

  /** How long to wait before trying again what somebody else holds, in milliseconds. */
  get retryMs(): number {
    return this.#ttlMs / 6;
  }

  /** @returns `undefined` while somebody else holds it. @throws what the store throws. */
  async tryAcquire(): Promise<HeldLease | undefined> {
    return this.#store.acquire({
      name: this.#name,
      holder: this.#holder,
      ttlMs: this.#ttlMs,
    });
  }

  /**
   * Does a duty for as long as the lease is held, and releases it afterwards.
   *
   * @param duty - gets a signal that aborts when the lease is lost or `signal` aborts.
   * @throws what the duty throws.
   */
  async keep<T>(
    held: HeldLease,
    signal: AbortSignal,
    duty: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const lost = new AbortController();
    const done = new AbortController();
    const renewing = this.#renew(held, done.signal, () => lost.abort());
    try {
      return await duty(AbortSignal.any([signal, lost.signal]));
    } finally {
      done.abort();
      await renewing;
      const { signal: never } = new AbortController();
      // A store that is away lets the lease expire by itself.
      await this.#ask(never, () => this.#store.release(held));
    }
  }

  async #renew(
    held: HeldLease,
    signal: AbortSignal,
    onLost: () => void,
  ): Promise<void> {
    let lastRenewed = this.#clock.monotonic();
    for (;;) {
      await this.#clock.sleep(this.#ttlMs / 3, signal);
      if (signal.aborted) {
        return;
      }
      const asked = this.#clock.monotonic();
      const renewed = await this.#ask(signal, () =>
        this.#store.renew(held, this.#ttlMs),
      );
      if (signal.aborted) {
        return;
      }
      if (renewed) {
        lastRenewed = asked;
      } else if (
        renewed === false ||
        this.#clock.monotonic() - lastRenewed >= this.#ttlMs
      ) {
        onLost();
        return;
      }
    }
  }

  /** @returns `undefined` when the store fails or hangs, which says nothing of the lease. */
  async #ask<T>(
    signal: AbortSignal,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await withTimeLimit(
        {
          clock: this.#clock,
          ms: this.#ttlMs / 3,
          signal,
          what: `The store of lease '${this.#name}'`,
        },
        call,
      );
    } catch {
      return undefined;
    }
  }
}
