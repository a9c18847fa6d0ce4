import { NotFoundError } from '@backstage/errors';
import {
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { CommitOutcome, HostStatus, InventoryStore } from './InventoryStore';
import { needsInspection, suspectsAnotherRun } from './needsInspection';
import { InventoryState, reduceInventory } from './reduceInventory';

/**
 * Networks and mounts can change without a trace in the list, so every container is
 * inspected again after this time, and half as long again for some, to spread them.
 */
const REINSPECT_AFTER_MS = 10 * 60_000;

/**
 * The containers of one host: what is stored, and what the next observation makes
 * of it. Asks nobody; its methods fail only when the store does.
 */
export class HostInventory {
  readonly #host: string;
  readonly #store: InventoryStore;
  readonly #clock: Clock;
  #known: { revision: number; state: InventoryState } | undefined;
  /** Of the last list, with when it came. Kept in memory: it changes by the minute. */
  #lastList: { at: number; texts: Map<string, string> } | undefined;
  /** When a container is inspected again though nothing seems to have changed. */
  readonly #dueAt = new Map<string, number>();

  static create(options: {
    host: string;
    store: InventoryStore;
    clock: Clock;
  }): HostInventory {
    return new HostInventory(options);
  }

  private constructor(options: {
    host: string;
    store: InventoryStore;
    clock: Clock;
  }) {
    this.#host = options.host;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  /**
   * Reads what is stored, if that is not known already.
   *
   * @throws `NotFoundError` when the store has no such host.
   */
  async load(): Promise<void> {
    if (this.#known) {
      return;
    }
    const stored = await this.#store.load(this.#host);
    if (!stored) {
      throw new NotFoundError(
        `Host '${
          this.#host
        }' is not among the stored hosts. Another replica with another configuration removed it; restart all replicas with the same dockerWatcher.hosts.`,
      );
    }
    const { revision, lastSyncAt, containers } = stored;
    this.#known = {
      revision,
      state: {
        host: this.#host,
        lastSyncAt,
        containers: new Map(containers.map(one => [one.id, one])),
      },
    };
  }

  /** Which containers of a list have to be inspected before it can be applied. */
  idsToInspect(listed: readonly ListedContainer[]): string[] {
    const containers = this.#known?.state.containers;
    const now = this.#clock.monotonic();
    const isSuspect = this.#suspectsAnotherRun(now);
    return listed
      .filter(
        entry =>
          needsInspection(containers?.get(entry.id), entry) ||
          isSuspect(entry) ||
          this.#isDue(entry.id, now),
      )
      .map(({ id }) => id);
  }

  /**
   * Stores what an observation changes.
   *
   * @remarks After `outdated`, load and observe again: nothing was stored, and what
   * is stored may stem from a newer list.
   */
  async apply(
    observation: {
      listed: readonly ListedContainer[];
      inspected: ReadonlyMap<string, InspectedContainer | 'failed'>;
      /** When the list came. */
      at: number;
    },
    status: HostStatus | undefined,
  ): Promise<CommitOutcome> {
    if (!this.#known) {
      return { result: 'outdated' };
    }
    const { revision, state } = this.#known;
    const { listed, inspected, at } = observation;
    const { next, upserts, removals } = reduceInventory(state, {
      now: at,
      listed,
      inspected,
    });
    // Whether a commit that fails took place is not known.
    this.#known = undefined;
    const outcome = await this.#store.commit({
      host: this.#host,
      revision,
      syncedAt: at,
      status,
      upserts,
      removals,
    });
    if (outcome.result === 'committed') {
      this.#known = { revision: outcome.revision, state: next };
      this.#noteList(listed, inspected);
    }
    return outcome;
  }

  #noteList(
    listed: readonly ListedContainer[],
    inspected: ReadonlyMap<string, unknown>,
  ): void {
    const now = this.#clock.monotonic();
    const texts = new Map(listed.map(entry => [entry.id, entry.statusText]));
    this.#lastList = { at: now, texts };
    for (const id of inspected.keys()) {
      this.#dueAt.set(id, now + REINSPECT_AFTER_MS * (1 + spread(id) / 2));
    }
    for (const id of this.#dueAt.keys()) {
      if (!texts.has(id)) {
        this.#dueAt.delete(id);
      }
    }
  }

  /** @returns a predicate for one list; many entries of it have the same words. */
  #suspectsAnotherRun(now: number): (entry: ListedContainer) => boolean {
    const last = this.#lastList;
    if (!last) {
      return () => false;
    }
    const verdicts = new Map<string, boolean>();
    return ({ id, statusText: current }) => {
      const previous = last.texts.get(id);
      if (previous === undefined) {
        return false;
      }
      const words = `${previous}\n${current}`;
      const verdict =
        verdicts.get(words) ??
        suspectsAnotherRun({ previous, current }, now - last.at);
      verdicts.set(words, verdict);
      return verdict;
    };
  }

  /** One met for the first time, as after a restart, gets a time of its own. */
  #isDue(id: string, now: number): boolean {
    const dueAt = this.#dueAt.get(id);
    if (dueAt === undefined) {
      this.#dueAt.set(id, now + REINSPECT_AFTER_MS * spread(id));
      return false;
    }
    return dueAt <= now;
  }
}

/** From 0 to 1, always the same for one id. */
function spread(id: string): number {
  return (parseInt(id.slice(0, 6), 16) || 0) / 0xffffff;
}
