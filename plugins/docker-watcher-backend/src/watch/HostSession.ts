import { ServiceUnavailableError } from '@backstage/errors';
import {
  ContainerEngine,
  EngineConnection,
  EngineEvent,
  EngineInfo,
} from 'backstage-plugin-docker-watcher-node';
import { HostInventory } from '../inventory/HostInventory';
import { Clock } from '../lib/Clock';
import { nanoToMs } from '../lib/nanoToMs';
import { HeldLease } from '../lib/Lease';
import { withTimeLimit } from '../lib/withTimeLimit';
import { EventQueue } from './EventQueue';
import { HostObserver } from './HostObserver';
import { keepAsking } from './keepAsking';
import { RETRY_MS } from './SessionCommits';
import { StoreAccess } from './StoreAccess';

/** Behind the engine's own limits, for one that does not keep them. */
const CONNECT_LIMIT_MS = 30_000;
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
  readonly #queue: EventQueue;
  readonly #observer: HostObserver;

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
    this.#observer = HostObserver.create({
      ...options,
      connection,
      connectedAround,
      queue: this.#queue,
    });
  }

  get info(): EngineInfo {
    return this.#connection.info;
  }

  /** From the connect to the last list that succeeded, in milliseconds. */
  get livedMs(): number {
    return this.#observer.livedMs;
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
      if (!(await this.#observer.load(inner))) {
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
      await this.#applyRest(signal).catch(error => failures.push(error));
    }
    if (!signal.aborted && failures.length > 0) {
      throw failures[0];
    }
  }

  /** What an engine told before it was killed it will not tell again. */
  async #applyRest(signal: AbortSignal): Promise<void> {
    if (this.#queue.size > 0) {
      await this.#observer.applyQueued(signal);
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
      nanoToMs(since) > Date.parse(systemTime) + CLOCK_SET_BACK_MS
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
    const observer = this.#observer;
    let reconcileAt = clock.monotonic();
    while (!signal.aborted) {
      const now = clock.monotonic();
      if (now >= reconcileAt || this.#queue.overflowed) {
        const isStored = await observer.reconcile(signal);
        const took = clock.monotonic() - now;
        reconcileAt =
          clock.monotonic() +
          (isStored
            ? Math.max(reconcileIntervalMs - took, reconcileIntervalMs / 2)
            : Math.min(reconcileIntervalMs, RETRY_MS));
      } else if (this.#queue.size > 0) {
        await observer.applyQueued(signal);
      } else if (now >= observer.inspectAt) {
        await observer.inspectOwed(signal);
      } else {
        const next = Math.min(reconcileAt, observer.inspectAt);
        await this.#queue.wait(next - now, signal);
      }
    }
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
  /** The engine was out of reach before this session. */
  afterOutage?: boolean;
  reconcileIntervalMs: number;
  /** A complete list came. */
  onListed: (at: number) => void;
  /** Something that readers see was stored. */
  onChanged: () => void;
}
