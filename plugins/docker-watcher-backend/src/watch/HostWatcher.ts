import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import {
  ContainerEngine,
  EngineInfo,
} from 'backstage-plugin-docker-watcher-node';
import { HostInventory } from '../inventory/HostInventory';
import { hostUnreachable } from '../inventory/hostEvents';
import { InventoryStore } from '../inventory/InventoryStore';
import { Backoff } from '../lib/Backoff';
import { Clock } from '../lib/Clock';
import { HeldLease, Lease, LeaseStore } from '../lib/Lease';
import { HostSession } from './HostSession';
import { StoreAccess } from './StoreAccess';

const FIRST_RETRY_MS = 500;
/** An engine that is back remembers its last 256 events, so it is not to be kept waiting. */
const LONGEST_RETRY_MS = 10_000;
const SURVIVAL_MS = 30_000;
/** After a session whose events did not tell what the list showed. */
const DEAF_PAUSE_MS = 100;

export interface HostWatcherOptions {
  host: string;
  entityRef?: string;
  leases: LeaseStore;
  /** Unique per process. */
  holder: string;
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
 * - Of several replicas, the one that holds the host's lease watches it.
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
  /** The engine could not be asked just now. */
  #isAway = false;

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

  /** Waits until no other replica watches the host, and watches it from then on. */
  async #run(signal: AbortSignal): Promise<void> {
    const { clock, leases, holder, host } = this.#options;
    const lease = Lease.create({
      store: leases,
      clock,
      name: `host:${host}`,
      holder,
    });
    while (!signal.aborted) {
      const acquired = await this.#store.try(() => lease.tryAcquire());
      const held = acquired.result === 'done' ? acquired.value : undefined;
      if (held) {
        // Whoever had it before has written since.
        this.#inventory.forget();
        await lease.keep(held, signal, inner => this.#sessions(held, inner));
      } else {
        await clock.sleep(lease.retryMs, signal);
      }
    }
  }

  async #sessions(lease: HeldLease, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const startedAt = clock.monotonic();
      const { livedMs, isDeaf } = await this.#session(lease, signal);
      const triedMs = livedMs > 0 ? 0 : clock.monotonic() - startedAt;
      if (!signal.aborted) {
        await clock.sleep(
          // The engine is well and remembers little of what went by.
          isDeaf ? DEAF_PAUSE_MS : this.#backoff.nextDelay(livedMs, triedMs),
          signal,
        );
      }
    }
  }

  /** @returns how long it lived, in milliseconds. */
  async #session(
    lease: HeldLease,
    signal: AbortSignal,
  ): Promise<{ livedMs: number; isDeaf: boolean }> {
    const { host, entityRef, engine, clock, reconcileIntervalMs, onChanged } =
      this.#options;
    let isDeaf = false;
    let session: HostSession | undefined;
    try {
      const opened = await HostSession.open(engine, {
        host,
        entityRef,
        lease,
        inventory: this.#inventory,
        store: this.#store,
        clock,
        afterOutage: this.#isAway,
        reconcileIntervalMs,
        onListed: at => this.#noteList(at, opened.info),
        onChanged,
        signal,
      });
      session = opened;
      await session.run(signal);
    } catch (error) {
      isDeaf = isError(error) && error.name === 'DeafStreamError';
      if (isDeaf) {
        this.#options.logger.warn(stringifyError(error));
      } else if (!signal.aborted) {
        this.#isAway = true;
        await this.#noteFailure(error, lease);
      }
    }
    return { livedMs: session?.livedMs ?? 0, isDeaf };
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
    this.#isAway = false;
    this.#failure = undefined;
  }

  async #noteFailure(error: unknown, lease: HeldLease): Promise<void> {
    const {
      host,
      entityRef,
      store,
      clock,
      logger,
      reconcileIntervalMs,
      onChanged,
    } = this.#options;
    const message = reasonOf(error);
    if (message !== this.#failure) {
      logger.warn(`Host '${host}' is unreachable, trying again: ${message}`);
    }
    this.#failure = message;
    const now = clock.now();
    const saved = await this.#store.try(() =>
      store.saveHost(
        host,
        {
          state: 'unreachable',
          at: now,
          error: message,
          event: hostUnreachable({ host, entityRef, occurredAt: now }, message),
        },
        {
          lease,
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
