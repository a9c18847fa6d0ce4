import {
  EngineConnection,
  EngineEvent,
  EngineInfo,
  InspectedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { HostInventory } from '../inventory/HostInventory';
import { hostConnected } from '../inventory/hostEvents';
import { HostStatus } from '../inventory/InventoryStore';
import { Clock } from '../lib/Clock';
import { HeldLease } from '../lib/Lease';
import { withTimeLimit } from '../lib/withTimeLimit';
import { DeafStreamError } from './DeafStreamError';
import { EventQueue } from './EventQueue';
import { inspectContainers } from './inspectContainers';
import { SessionCommits } from './SessionCommits';
import { StoreAccess } from './StoreAccess';

/** Behind the engine's own limit, for one that does not keep it. */
const LIST_LIMIT_MS = 60_000;
/** For the events of what a list shows to come in. */
const SETTLE_MS = 1_000;
/** Several events of one container are followed by one inspection. */
const INSPECT_DELAY_MS = 250;
const BATCH_SIZE = 1_000;

/** What a {@link HostObserver} observes with, and whom it tells. */
export interface HostObserverOptions {
  host: string;
  entityRef?: string;
  connection: EngineConnection;
  /** Our time in the middle of connecting, for the engine's clock. */
  connectedAround: number;
  /** Of the events that are followed. */
  queue: EventQueue;
  inventory: HostInventory;
  store: StoreAccess;
  clock: Clock;
  lease?: HeldLease;
  /** The engine was out of reach before this connection, maybe because it was down. */
  afterOutage?: boolean;
  onListed: (at: number) => void;
  onChanged: () => void;
}

/**
 * Makes commits of what one connection shows: of lists, of events, and of inspections.
 *
 * The list is the truth and events are hints. What a list shows and no event told of
 * within a moment is inferred, from an inspection, and marked as such.
 */
export class HostObserver {
  readonly #options: HostObserverOptions;
  readonly #commits: SessionCommits;
  readonly #status: HostStatus;
  readonly #connectedAt: number;
  /** Changed by events; what those do not carry is still to be asked. */
  readonly #owed = new Set<string>();
  #inspectAt = 0;
  #livedMs = 0;
  #isStatusStored = false;
  #isReconciled = false;

  static create(options: HostObserverOptions): HostObserver {
    return new HostObserver(options);
  }

  private constructor(options: HostObserverOptions) {
    const { host, entityRef, clock, connection, connectedAround } = options;
    const { product, version, apiVersion } = connection.info;
    this.#options = options;
    this.#connectedAt = clock.monotonic();
    this.#commits = SessionCommits.create({
      ...options,
      onOutdated: () => {
        // Somebody else may have stored the host as unreachable, too.
        this.#isStatusStored = false;
      },
    });
    this.#status = {
      state: 'connected',
      at: clock.now(),
      ...describeEngine(connection.info, connectedAround),
      event: hostConnected(
        { host, entityRef, occurredAt: clock.now() },
        { product, version, apiVersion },
      ),
    };
  }

  /** From the connect to the last list that succeeded, in milliseconds. */
  get livedMs(): number {
    return this.#livedMs;
  }

  /** When {@link HostObserver.inspectOwed} is due, by the monotonic clock. */
  get inspectAt(): number {
    return this.#owed.size > 0 ? this.#inspectAt : Infinity;
  }

  /** What comes until the first list is settled may be of an engine that was down. */
  get #engineRestarted(): boolean {
    return !this.#isReconciled && this.#options.afterOutage === true;
  }

  /** Waits for the database. @returns false when the signal aborted first. */
  load(signal: AbortSignal): Promise<boolean> {
    return this.#commits.load(signal);
  }

  /**
   * Lists, and stores what the list shows.
   *
   * @returns false when the store did not take what there is to store
   * @throws when the engine fails, or its stream should have told and did not
   */
  async reconcile(signal: AbortSignal): Promise<boolean> {
    const isFirst = !this.#isReconciled;
    const { inventory, clock, host, connection, onListed } = this.#options;
    await this.applyQueued(signal);
    if (!(await this.#commits.load(signal))) {
      return false;
    }
    this.#options.queue.forgetOverflow();
    const listed = await withTimeLimit(
      {
        clock,
        ms: LIST_LIMIT_MS,
        signal,
        what: `Listing the containers of host '${host}'`,
      },
      inner => connection.listContainers({ signal: inner }),
    );
    const at = clock.now();
    this.#livedMs = clock.monotonic() - this.#connectedAt;
    onListed(at);
    const { clockSkewMs = 0 } = this.#status;
    const ids = inventory.idsToInspect(
      listed,
      isFirst && inventory.isSynced
        ? { afterAbsence: { engineNow: at + clockSkewMs } }
        : {},
    );
    const inspected = await this.#inspect(ids, signal);
    const applied = await this.#commits.commit(signal, lease =>
      inventory.apply(
        {
          listed,
          inspected,
          at,
          clockSkewMs,
          followedSince: connection.info.systemTime,
        },
        {
          lease,
          status: this.#isStatusStored ? undefined : this.#status,
        },
      ),
    );
    if (!applied) {
      return false;
    }
    this.#isStatusStored = true;
    await this.#settle(applied.suspects, { isFirst, signal });
    this.#isReconciled = true;
    return true;
  }

  /**
   * Waits a moment for the events of transitions that a list shows, and infers those
   * that do not come.
   *
   * @throws when the stream should have told and did not
   */
  async #settle(
    suspects: readonly string[],
    options: { isFirst: boolean; signal: AbortSignal },
  ): Promise<void> {
    const { isFirst, signal } = options;
    const { inventory, clock, host } = this.#options;
    if (suspects.length === 0) {
      return;
    }
    const end = clock.monotonic() + SETTLE_MS;
    const heardOf = new Set<string>();
    for (;;) {
      const left = end - clock.monotonic();
      this.#options.queue.ids().forEach(id => heardOf.add(id));
      await this.applyQueued(signal);
      if (left <= 0 || signal.aborted) {
        break;
      }
      await this.#options.queue.wait(left, signal);
    }
    // What was heard while nobody followed yet may have been the end of a longer story.
    const silent = suspects.filter(id => isFirst || !heardOf.has(id));
    const inspected = await this.#inspect(silent, signal, { keepGone: true });
    // Heard of meanwhile, so its events will tell.
    this.#options.queue.ids().forEach(id => inspected.delete(id));
    const looked = new Map<string, InspectedContainer | undefined>();
    for (const [id, inspection] of inspected) {
      if (inspection !== 'failed') {
        looked.set(id, inspection);
      }
    }
    const outcome = await this.#commits.commit(signal, lease =>
      inventory.infer(looked, {
        lease,
        engineRestarted: this.#engineRestarted,
      }),
    );
    if (outcome && outcome.inferred > 0 && !isFirst) {
      throw new DeafStreamError(host, outcome.inferred);
    }
  }

  /** Applies what is queued, in batches, and keeps it until the store has it. */
  async applyQueued(signal: AbortSignal): Promise<void> {
    const { queue } = this.#options;
    while (queue.size > 0 && !signal.aborted) {
      const events = queue.take(BATCH_SIZE);
      let isApplied = false;
      try {
        isApplied = await this.#applyEvents(events, signal);
      } finally {
        if (!isApplied) {
          queue.putBack(events);
        }
      }
    }
  }

  async #applyEvents(
    events: EngineEvent[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const { inventory, clock } = this.#options;
    const created = await this.#inspect(inventory.idsCreatedBy(events), signal);
    const applied = await this.#commits.commit(signal, lease =>
      inventory.applyEvents(
        { events, created },
        { lease, engineRestarted: this.#engineRestarted },
      ),
    );
    if (!applied) {
      return false;
    }
    if (this.#owed.size === 0) {
      this.#inspectAt = clock.monotonic() + INSPECT_DELAY_MS;
    }
    applied.owed.forEach(id => this.#owed.add(id));
    return true;
  }

  /** Once for all that happened to a container in a moment. */
  async inspectOwed(signal: AbortSignal): Promise<void> {
    const { inventory } = this.#options;
    const ids = [...this.#owed];
    this.#owed.clear();
    const inspected = await this.#inspect(ids, signal);
    await this.#commits.commit(signal, lease =>
      inventory.applyInspections(inspected, { lease }),
    );
  }

  async #inspect(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, InspectedContainer | 'failed'>>;
  async #inspect(
    ids: readonly string[],
    signal: AbortSignal,
    options: { keepGone: true },
  ): Promise<Map<string, InspectedContainer | 'failed' | undefined>>;
  async #inspect(
    ids: readonly string[],
    signal: AbortSignal,
    options: { keepGone?: boolean } = {},
  ): Promise<Map<string, InspectedContainer | 'failed' | undefined>> {
    const { clock, connection } = this.#options;
    const found = await inspectContainers(ids, { connection, clock, signal });
    if (!options.keepGone) {
      return found;
    }
    return new Map(ids.map(id => [id, found.get(id)]));
  }
}

function describeEngine(
  info: EngineInfo,
  connectedAround: number,
): Pick<HostStatus, 'engine' | 'clockSkewMs'> {
  const { product, version, apiVersion, os, architecture, systemTime } = info;
  const engineTime = Date.parse(systemTime ?? '');
  return {
    engine: {
      product,
      version,
      apiVersion,
      ...(os !== undefined && { os }),
      ...(architecture !== undefined && { architecture }),
    },
    ...(Number.isFinite(engineTime) && {
      clockSkewMs: Math.round(engineTime - connectedAround),
    }),
  };
}
