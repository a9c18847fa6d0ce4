import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { InventoryStore } from '../inventory/InventoryStore';
import { TombstoneCleaner } from '../inventory/TombstoneCleaner';
import { Backoff } from '../lib/Backoff';
import { Clock } from '../lib/Clock';
import { LeaseStore } from '../lib/Lease';
import { HostAgeing } from './HostAgeing';
import { HostWatcher } from './HostWatcher';
import { separateDuplicates } from './separateDuplicates';
import { WatchedHost } from './WatchedHost';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
/** A host synced within so many intervals has somebody who watches it. */
const FRESH_INTERVALS = 3;

export interface WatchSupervisorOptions {
  /** Those of the configuration first; of two with one name the first is watched. */
  hosts: readonly WatchedHost[];
  store: InventoryStore;
  leases: LeaseStore;
  /** Unique per process. */
  holder: string;
  clock: Clock;
  logger: LoggerService;
  reconcileIntervalMs: number;
  keepRemovedMs: number;
  /** Something that readers see was stored. */
  onChanged: () => void;
  /** For the jitter of retries. */
  random?: () => number;
}

/**
 * Watches all hosts, each on its own.
 *
 * @remarks Of several replicas one watches a host, and another takes over when it
 * ends or falls silent.
 */
export class WatchSupervisor {
  readonly #options: WatchSupervisorOptions;
  readonly #hosts: readonly WatchedHost[];
  readonly #watchers: readonly HostWatcher[];
  readonly #cleaner: TombstoneCleaner;
  readonly #ageing: HostAgeing;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  static create(options: WatchSupervisorOptions): WatchSupervisor {
    return new WatchSupervisor(options);
  }

  private constructor(options: WatchSupervisorOptions) {
    const { hosts, ...shared } = options;
    this.#options = options;
    this.#hosts = separateDuplicates(hosts);
    this.#watchers = this.#hosts.flatMap(({ name, entityRef, engine }) =>
      engine
        ? [HostWatcher.create({ ...shared, host: name, entityRef, engine })]
        : [],
    );
    this.#cleaner = TombstoneCleaner.create(shared);
    this.#ageing = HostAgeing.create({ ...shared, hosts: this.#hosts });
  }

  /** Begins in the background: neither hosts nor the database need to be there. */
  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (const { name, problem } of this.#hosts) {
      if (problem !== undefined) {
        this.#options.logger.error(`Host '${name}' is not watched: ${problem}`);
      }
    }
    await this.#syncHosts(signal);
    if (signal.aborted) {
      return;
    }
    this.#watchers.forEach(watcher => watcher.start());
    await Promise.all([this.#cleaner.run(signal), this.#ageing.run(signal)]);
    await Promise.all(this.#watchers.map(watcher => watcher.stop()));
  }

  /** Tries until the database takes it. */
  async #syncHosts(signal: AbortSignal): Promise<void> {
    const { store, clock, logger, reconcileIntervalMs, onChanged, random } =
      this.#options;
    const backoff = Backoff.create({
      firstMs: FIRST_RETRY_MS,
      longestMs: LONGEST_RETRY_MS,
      survivalMs: Infinity,
      random,
    });
    let isFailing = false;
    while (!signal.aborted) {
      try {
        const now = clock.now();
        await store.syncHosts(this.#hosts, {
          now,
          freshSince: now - FRESH_INTERVALS * reconcileIntervalMs,
        });
        onChanged();
        return;
      } catch (error) {
        if (!isFailing) {
          isFailing = true;
          logger.error(
            `Could not store the hosts to watch, trying again until the database takes them: ${stringifyError(
              error,
            )}`,
          );
        }
        await clock.sleep(backoff.nextDelay(0), signal);
      }
    }
  }
}
