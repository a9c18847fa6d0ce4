import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import {
  ContainerEngine,
  EngineInfo,
} from 'backstage-plugin-docker-watcher-node';
import { HostInventory } from '../inventory/HostInventory';
import { InventoryStore } from '../inventory/InventoryStore';
import { Backoff } from '../lib/Backoff';
import { Clock } from '../lib/Clock';
import { HostSession } from './HostSession';
import { StoreAccess } from './StoreAccess';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
const SURVIVAL_MS = 30_000;

export interface HostWatcherOptions {
  host: string;
  engine: ContainerEngine;
  store: InventoryStore;
  clock: Clock;
  logger: LoggerService;
  reconcileIntervalMs: number;
  /** Something that readers see was stored. */
  onChanged: () => void;
  /** For the jitter of retries. */
  random?: () => number;
}

/**
 * Keeps one host's containers up to date, one session after the other.
 *
 * @remarks
 * - Every session begins anew: it connects, agrees on a version and lists.
 * - When the host cannot be asked it is stored as `unreachable` with the reason, and
 *   its containers stay as they were last seen.
 * - A database that is away is not the host's failure: nothing is stored meanwhile,
 *   and the next list after it is back tells all that happened.
 * - Nothing is shared with the watchers of other hosts but the database.
 */
export class HostWatcher {
  readonly #options: HostWatcherOptions;
  readonly #inventory: HostInventory;
  readonly #store: StoreAccess;
  readonly #backoff: Backoff;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  /** Logged already, and not again until a list succeeded. */
  #failure: string | undefined;
  #isListed = false;
  #lastListAt = 0;

  static create(options: HostWatcherOptions): HostWatcher {
    return new HostWatcher(options);
  }

  private constructor(options: HostWatcherOptions) {
    const { host, store, clock, logger, random } = options;
    this.#options = options;
    this.#inventory = HostInventory.create({ host, store, clock });
    this.#store = StoreAccess.create({ host, clock, logger });
    this.#backoff = Backoff.create({
      firstMs: FIRST_RETRY_MS,
      longestMs: LONGEST_RETRY_MS,
      survivalMs: SURVIVAL_MS,
      random,
    });
  }

  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const livedMs = await this.#session(signal);
      if (!signal.aborted) {
        await clock.sleep(this.#backoff.nextDelay(livedMs), signal);
      }
    }
  }

  /** @returns how long it lived, in milliseconds. */
  async #session(signal: AbortSignal): Promise<number> {
    const { host, engine, clock, reconcileIntervalMs, onChanged } =
      this.#options;
    let session: HostSession | undefined;
    try {
      const opened = await HostSession.open(engine, {
        host,
        inventory: this.#inventory,
        store: this.#store,
        clock,
        reconcileIntervalMs,
        onListed: at => this.#noteList(at, opened.info),
        onChanged,
        signal,
      });
      session = opened;
      await session.run(signal);
    } catch (error) {
      if (!signal.aborted) {
        await this.#noteFailure(error);
      }
    }
    return session?.livedMs ?? 0;
  }

  #noteList(at: number, info: EngineInfo): void {
    this.#lastListAt = at;
    if (!this.#isListed || this.#failure !== undefined) {
      const { host, logger } = this.#options;
      logger.info(
        `Watching host '${host}': ${info.product} ${info.version}, API ${info.apiVersion}`,
      );
    }
    this.#isListed = true;
    this.#failure = undefined;
  }

  async #noteFailure(error: unknown): Promise<void> {
    const { host, store, clock, logger, reconcileIntervalMs, onChanged } =
      this.#options;
    const message = reasonOf(error);
    if (message !== this.#failure) {
      logger.warn(`Host '${host}' is unreachable, trying again: ${message}`);
    }
    this.#failure = message;
    const now = clock.now();
    const saved = await this.#store.try(() =>
      store.saveHost(
        host,
        { state: 'unreachable', at: now, error: message },
        {
          // Another replica may reach what this one does not.
          unlessSyncedSince: Math.max(
            this.#lastListAt,
            now - 2 * reconcileIntervalMs,
          ),
        },
      ),
    );
    if (saved.result === 'done' && saved.value) {
      onChanged();
    }
  }
}

/** What people read; the errors' names say nothing to them. */
function reasonOf(error: unknown): string {
  return isError(error) && error.message
    ? error.message
    : stringifyError(error);
}
