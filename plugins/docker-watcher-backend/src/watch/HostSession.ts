import {
  ContainerEngine,
  EngineConnection,
  EngineInfo,
} from 'backstage-plugin-docker-watcher-node';
import { HostInventory } from '../inventory/HostInventory';
import { HostStatus } from '../inventory/InventoryStore';
import { Clock } from '../lib/Clock';
import { withTimeLimit } from '../lib/withTimeLimit';
import { inspectContainers } from './inspectContainers';
import { StoreAccess } from './StoreAccess';

/** Behind the engine's own limits, for one that does not keep them. */
const CONNECT_LIMIT_MS = 30_000;
const LIST_LIMIT_MS = 60_000;
/** Before trying again what the database did not take. */
const RETRY_MS = 5_000;
/** Another writer can be faster, but hardly again and again. */
const ATTEMPTS = 3;

/**
 * One connection to a host, from agreeing on a version to the first failure: list,
 * inspect where the list cannot tell, commit, wait, and again.
 */
export class HostSession {
  readonly #connection: EngineConnection;
  readonly #options: HostSessionOptions;
  readonly #connectedAt: number;
  readonly #status: HostStatus;
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
    this.#connectedAt = options.clock.monotonic();
    this.#status = {
      state: 'connected',
      at: options.clock.now(),
      ...describeEngine(connection.info, connectedAround),
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
   * Reconciles until the signal aborts.
   *
   * @throws when the engine fails; never because of the store.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, reconcileIntervalMs } = this.#options;
    try {
      while (!signal.aborted) {
        const startedAt = clock.monotonic();
        const isStored = await this.#reconcile(signal);
        const took = clock.monotonic() - startedAt;
        await clock.sleep(
          isStored
            ? Math.max(reconcileIntervalMs - took, reconcileIntervalMs / 2)
            : Math.min(reconcileIntervalMs, RETRY_MS),
          signal,
        );
      }
    } finally {
      this.#connection.close();
    }
  }

  /** @returns false when the store did not take what there is to store. */
  async #reconcile(signal: AbortSignal): Promise<boolean> {
    const { inventory, store } = this.#options;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const loaded = await store.try(() => inventory.load());
      if (loaded.result === 'failed') {
        return false;
      }
      const observation = await this.#observe(signal);
      const committed = await store.try(() => this.#commit(observation));
      if (committed.result === 'failed') {
        return false;
      }
      if (committed.value) {
        return true;
      }
      // The other writer's list may be newer than ours, so ours is thrown away.
    }
    return false;
  }

  async #observe(signal: AbortSignal) {
    const { inventory, clock, host, onListed } = this.#options;
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
    const inspected = await inspectContainers(inventory.idsToInspect(listed), {
      connection: this.#connection,
      clock,
      signal,
    });
    return { listed, inspected, at };
  }

  async #commit(
    observation: Parameters<HostInventory['apply']>[0],
  ): Promise<boolean> {
    const { inventory, onChanged } = this.#options;
    const outcome = await inventory.apply(
      observation,
      this.#isStatusStored ? undefined : this.#status,
    );
    // When outdated, somebody may have stored the host as unreachable, too.
    this.#isStatusStored = outcome.result === 'committed';
    if (outcome.result === 'committed' && outcome.changed) {
      onChanged();
    }
    return outcome.result === 'committed';
  }
}

export interface HostSessionOptions {
  host: string;
  inventory: HostInventory;
  store: StoreAccess;
  clock: Clock;
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
