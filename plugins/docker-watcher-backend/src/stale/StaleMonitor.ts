import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Clock } from '../lib/Clock';
import { HeldLease, Lease, LeaseStore } from '../lib/Lease';
import { JudgeStale, StaleJudge } from './StaleJudge';
import { SnoozeStore, StaleChange, StaleStore } from './StaleStore';
import { toStaleChange } from './toStaleChange';

/** Between two scans that changes ask for, however fast they come. */
const HASTE_MS = 15_000;
const PAGE = 1_000;
/** Ended snoozes are forgotten; a while later, for whoever looks at them just then. */
const KEEP_SNOOZE_MS = 3_600_000;

/**
 * Finds out which containers are stale and tells when one becomes so, or no longer is.
 *
 * @remarks
 * - A scan goes over the containers once and writes what differs, each difference in one
 *   transaction with its event. When nothing differs it writes nothing.
 * - Of all replicas one scans at a time, by a lease that each commit checks. So nothing
 *   is told twice, and what a scan that died left undone the next one does.
 */
export class StaleMonitor {
  readonly #options: Parameters<typeof StaleMonitor.create>[0];
  readonly #lease: Lease;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | undefined;
  /** The lease would turn away a nudge that comes while a scan is under way. */
  #scanning: Promise<unknown> = Promise.resolve();
  #failing = false;

  static create(options: {
    store: StaleStore;
    snoozes: Pick<SnoozeStore, 'forgetSnoozes'>;
    judge: StaleJudge;
    leases: LeaseStore;
    /** Unique per process. */
    holder: string;
    clock: Clock;
    logger: LoggerService;
    /** Something was written. */
    onChanged: () => void;
  }): StaleMonitor {
    return new StaleMonitor(options);
  }

  private constructor(options: Parameters<typeof StaleMonitor.create>[0]) {
    this.#options = options;
    const { leases: store, clock, holder } = options;
    this.#lease = Lease.create({ store, clock, name: 'stale', holder });
  }

  /** From then on {@link StaleMonitor.hasten} is followed by a scan. */
  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#running;
  }

  /** Something that verdicts depend on has changed: scan within seconds. */
  hasten(): void {
    this.#wake.abort();
  }

  /**
   * Judges every container once, unless another replica is at it.
   *
   * @returns how many verdicts changed.
   */
  async scan(signal: AbortSignal): Promise<number> {
    const scanning = this.#scanning.then(() => this.#scan(signal));
    this.#scanning = scanning.catch(() => {});
    return scanning;
  }

  async #scan(signal: AbortSignal): Promise<number> {
    const { snoozes, store, clock, judge, onChanged } = this.#options;
    const held = await this.#lease.tryAcquire();
    if (!held) {
      return 0;
    }
    return this.#lease.keep(held, signal, async inner => {
      const prepared = await judge.prepare();
      const changed = await this.#scanAll(prepared, held, inner);
      await store.forgetRemoved();
      await snoozes.forgetSnoozes({
        endedBefore: clock.now() - KEEP_SNOOZE_MS,
      });
      if (changed > 0) {
        onChanged();
      }
      return changed;
    });
  }

  async #scanAll(
    judge: JudgeStale,
    lease: HeldLease,
    signal: AbortSignal,
  ): Promise<number> {
    const { store, clock } = this.#options;
    let changed = 0;
    let after: { host: string; id: string } | undefined;
    while (!signal.aborted) {
      const candidates = await store.listCandidates({ after, limit: PAGE });
      const now = clock.now();
      const changes = candidates.flatMap((candidate): StaleChange[] => {
        const change = toStaleChange(candidate, judge(candidate), now);
        return change ? [change] : [];
      });
      if (changes.length > 0 && !signal.aborted) {
        changed += await store.commit(changes, { lease });
      }
      if (candidates.length < PAGE) {
        break;
      }
      const { host, id } = candidates[candidates.length - 1].container;
      after = { host, id };
    }
    return changed;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clockSleep(HASTE_MS, signal);
      if (signal.aborted) {
        return;
      }
      if (!this.#wake.signal.aborted) {
        await this.#clockSleep(
          Number.MAX_SAFE_INTEGER,
          AbortSignal.any([signal, this.#wake.signal]),
        );
      }
      this.#wake = new AbortController();
      if (!signal.aborted) {
        await this.#tryScan(signal);
      }
    }
  }

  async #clockSleep(ms: number, signal: AbortSignal): Promise<void> {
    // Timers of Node go no further than some 24 days.
    await this.#options.clock.sleep(Math.min(ms, 86_400_000), signal);
  }

  async #tryScan(signal: AbortSignal): Promise<void> {
    const { logger } = this.#options;
    try {
      await this.scan(signal);
      this.#failing = false;
    } catch (error) {
      if (!signal.aborted && !this.#failing) {
        this.#failing = true;
        logger.warn(
          `Could not look for stale containers, trying again within a minute: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }
}
