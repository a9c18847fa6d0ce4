import { ServiceUnavailableError } from '@backstage/errors';
import {
  ContainerEngine,
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
import { keepAsking } from './keepAsking';
import { RETRY_MS, SessionCommits } from './SessionCommits';
import { StoreAccess } from './StoreAccess';

/** Behind the engine's own limits, for one that does not keep them. */
const CONNECT_LIMIT_MS = 30_000;
const LIST_LIMIT_MS = 60_000;
/** For the events of what a list shows to come in. */
const SETTLE_MS = 1_000;
/** Several events of one container are followed by one inspection. */
const INSPECT_DELAY_MS = 250;
const BATCH_SIZE = 1_000;
/** An engine whose clock is so far behind what it told before was set back. */
const CLOCK_SET_BACK_MS = 5_000;

/**
 * One connection to a host, from agreeing on a version to the first failure:
 * subscribe to its events from where the last session ended, list, and follow.
 *
 * The list is the truth and events are hints. What a list shows and no event told of
 * within a moment is inferred, from an inspection, and marked as such. A stream that
 * leaves something to infer after the first list is taken for deaf, and the session
 * ends so that another begins.
 */
export class HostSession {
  readonly #connection: EngineConnection;
  readonly #options: HostSessionOptions;
  readonly #connectedAt: number;
  readonly #status: HostStatus;
  readonly #queue: EventQueue;
  readonly #commits: SessionCommits;
  /** Changed by events; what those do not carry is still to be asked. */
  readonly #owed = new Set<string>();
  #inspectAt = 0;
  #livedMs = 0;
  #isStatusStored = false;

  /** Connects. @throws when the engine cannot be reached. */
  static async open(
    engine: ContainerEngine,
    options: HostSessionOptions & { signal: AbortSignal },
  ): Promise<HostSession> {
    const { clock, signal, host } = options;
    const before = clock.now();
    const connection = await withTimeLimit(
      {
        clock,
        ms: CONNECT_LIMIT_MS,
        signal,
        what: `Connecting to host '${host}'`,
      },
      async inner => {
        const opened = await engine.connect({ signal: inner });
        if (inner.aborted) {
          // Too late: nobody waits for it any more.
          opened.close();
        }
        return opened;
      },
    );
    const middle = (before + clock.now()) / 2;
    return new HostSession(connection, middle, options);
  }

  private constructor(
    connection: EngineConnection,
    connectedAround: number,
    options: HostSessionOptions,
  ) {
    this.#connection = connection;
    this.#options = options;
    this.#queue = EventQueue.create({ clock: options.clock });
    this.#commits = SessionCommits.create({
      ...options,
      onOutdated: () => {
        // Somebody else may have stored the host as unreachable, too.
        this.#isStatusStored = false;
      },
    });
    this.#connectedAt = options.clock.monotonic();
    this.#status = {
      state: 'connected',
      at: options.clock.now(),
      ...describeEngine(connection.info, connectedAround),
      event: hostConnected(
        {
          host: options.host,
          entityRef: options.entityRef,
          occurredAt: options.clock.now(),
        },
        {
          product: connection.info.product,
          version: connection.info.version,
          apiVersion: connection.info.apiVersion,
        },
      ),
    };
  }

  get info(): EngineInfo {
    return this.#connection.info;
  }

  /** From the connect to the last list that succeeded, in milliseconds. */
  get livedMs(): number {
    return this.#livedMs;
  }

  /**
   * Subscribes, lists, and follows until the signal aborts.
   *
   * @throws when the engine fails, falls silent or goes deaf; never because of the
   * store.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, host } = this.#options;
    const ending = new AbortController();
    const inner = AbortSignal.any([signal, ending.signal]);
    const failures: unknown[] = [];
    const fail = (error: unknown) => {
      failures.push(error);
      ending.abort();
    };
    const helpers: Promise<void>[] = [];
    try {
      if (!(await this.#commits.load(inner))) {
        return;
      }
      const events = await this.#subscribe(inner);
      helpers.push(
        this.#pump(events, inner).catch(fail),
        keepAsking({
          connection: this.#connection,
          clock,
          host,
          signal: inner,
        }).catch(fail),
      );
      await this.#follow(inner);
    } catch (error) {
      fail(error);
    } finally {
      ending.abort();
      this.#connection.close();
      await Promise.all(helpers);
    }
    if (!signal.aborted && failures.length > 0) {
      throw failures[0];
    }
  }

  /** Before the first list, so that nothing happens unseen between the two. */
  async #subscribe(signal: AbortSignal) {
    const { inventory } = this.#options;
    const { systemTime } = this.#connection.info;
    const since = inventory.since;
    if (
      since !== undefined &&
      systemTime !== undefined &&
      Number(since) / 1e6 > Date.parse(systemTime) + CLOCK_SET_BACK_MS
    ) {
      inventory.forgetCursor();
    }
    return this.#connection.followEvents({ since: inventory.since, signal });
  }

  /** Only enqueues: an engine drops events silently for those who read slowly. */
  async #pump(
    events: AsyncIterable<EngineEvent>,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const event of events) {
      this.#queue.push(event);
      if (signal.aborted) {
        return;
      }
    }
    if (!signal.aborted) {
      // Nobody would tell of anything from here on.
      throw new ServiceUnavailableError(
        `The event stream of host '${this.#options.host}' ended`,
      );
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { clock, reconcileIntervalMs } = this.#options;
    let reconcileAt = clock.monotonic();
    let isFirst = true;
    while (!signal.aborted) {
      const now = clock.monotonic();
      if (now >= reconcileAt || this.#queue.overflowed) {
        const isStored = await this.#reconcile({ isFirst, signal });
        const took = clock.monotonic() - now;
        isFirst &&= !isStored;
        reconcileAt =
          clock.monotonic() +
          (isStored
            ? Math.max(reconcileIntervalMs - took, reconcileIntervalMs / 2)
            : Math.min(reconcileIntervalMs, RETRY_MS));
      } else if (this.#queue.size > 0) {
        await this.#applyQueued(signal);
      } else if (this.#owed.size > 0 && now >= this.#inspectAt) {
        await this.#inspectOwed(signal);
      } else {
        const next = Math.min(
          reconcileAt,
          this.#owed.size > 0 ? this.#inspectAt : Infinity,
        );
        await this.#queue.wait(next - now, signal);
      }
    }
  }

  /** @returns false when the store did not take what there is to store. */
  async #reconcile(options: {
    isFirst: boolean;
    signal: AbortSignal;
  }): Promise<boolean> {
    const { isFirst, signal } = options;
    const { inventory, clock, host, onListed } = this.#options;
    await this.#applyQueued(signal);
    if (!(await this.#commits.load(signal))) {
      return false;
    }
    this.#queue.forgetOverflow();
    const listed = await withTimeLimit(
      {
        clock,
        ms: LIST_LIMIT_MS,
        signal,
        what: `Listing the containers of host '${host}'`,
      },
      inner => this.#connection.listContainers({ signal: inner }),
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
          followedSince: this.#connection.info.systemTime,
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
      this.#queue.ids().forEach(id => heardOf.add(id));
      await this.#applyQueued(signal);
      if (left <= 0 || signal.aborted) {
        break;
      }
      await this.#queue.wait(left, signal);
    }
    // What was heard while nobody followed yet may have been the end of a longer story.
    const silent = suspects.filter(id => isFirst || !heardOf.has(id));
    const inspected = await this.#inspect(silent, signal, { keepGone: true });
    // Heard of meanwhile, so its events will tell.
    this.#queue.ids().forEach(id => inspected.delete(id));
    const looked = new Map<string, InspectedContainer | undefined>();
    for (const [id, inspection] of inspected) {
      if (inspection !== 'failed') {
        looked.set(id, inspection);
      }
    }
    const outcome = await this.#commits.commit(signal, lease =>
      inventory.infer(looked, { lease }),
    );
    if (outcome && outcome.inferred > 0 && !isFirst) {
      throw new DeafStreamError(host, outcome.inferred);
    }
  }

  /** Applies what is queued, in batches, and keeps it until the store has it. */
  async #applyQueued(signal: AbortSignal): Promise<void> {
    const { inventory, clock } = this.#options;
    while (this.#queue.size > 0 && !signal.aborted) {
      const events = this.#queue.take(BATCH_SIZE);
      const created = await this.#inspect(
        inventory.idsCreatedBy(events),
        signal,
      );
      const applied = await this.#commits.commit(signal, lease =>
        inventory.applyEvents({ events, created }, { lease }),
      );
      if (applied) {
        if (this.#owed.size === 0) {
          this.#inspectAt = clock.monotonic() + INSPECT_DELAY_MS;
        }
        applied.owed.forEach(id => this.#owed.add(id));
      }
    }
  }

  /** Once for all that happened to a container in a moment. */
  async #inspectOwed(signal: AbortSignal): Promise<void> {
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
    const { clock } = this.#options;
    const connection = this.#connection;
    const found = await inspectContainers(ids, { connection, clock, signal });
    if (!options.keepGone) {
      return found;
    }
    return new Map(ids.map(id => [id, found.get(id)]));
  }
}

export interface HostSessionOptions {
  host: string;
  entityRef?: string;
  inventory: HostInventory;
  store: StoreAccess;
  clock: Clock;
  /** Without one nobody else may watch the host. */
  lease?: HeldLease;
  reconcileIntervalMs: number;
  /** A complete list came. */
  onListed: (at: number) => void;
  /** Something that readers see was stored. */
  onChanged: () => void;
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
