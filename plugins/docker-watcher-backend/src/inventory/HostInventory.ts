import { NotFoundError } from '@backstage/errors';
import {
  EngineEvent,
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { NewEvent } from '../eventLog/EventLogStore';
import { HeldLease } from '../lib/Lease';
import { adoptInspections } from './adoptInspections';
import { endCrashLoops } from './endCrashLoops';
import { cursorAt, EventCursor, sinceCursor } from './EventCursor';
import { InspectionSchedule } from './InspectionSchedule';
import { CommitOutcome, HostStatus, InventoryStore } from './InventoryStore';
import { reduceEvents } from './reduceEvents';
import {
  ContainerUpsert,
  inferInventory,
  InventoryState,
  reduceInventory,
} from './reduceInventory';
import { ContainerRemoval } from './TrackedContainer';

/**
 * The containers of one host: what is stored, and what the next observation makes
 * of it. Asks nobody; its methods fail only when the store does.
 */
export class HostInventory {
  readonly #host: string;
  readonly #store: InventoryStore;
  readonly #clock: Clock;
  readonly #schedule: InspectionSchedule;
  #known:
    | { revision: number; state: InventoryState; cursor?: EventCursor }
    | undefined;
  /** The time of the list before the last, which showed suspects as they are known. */
  #listBefore: number | undefined;
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
    this.#schedule = InspectionSchedule.create({ clock: options.clock });
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
    const { revision, lastSyncAt, cursor, containers } = stored;
    this.#known = {
      revision,
      cursor,
      state: {
        host: this.#host,
        lastSyncAt,
        containers: new Map(containers.map(one => [one.id, one])),
      },
    };
  }

  /** What is stored may have been changed by others; it is to be loaded again. */
  forget(): void {
    this.#known = undefined;
  }

  /**
   * Which containers of a list have to be inspected before it can be applied.
   *
   * @param listed - as the engine listed them just now
   * @param options - `afterAbsence`: nobody followed the engine until now, so what the
   * list shows as known may have been through anything; at the engine's time of the list
   */
  idsToInspect(
    listed: readonly ListedContainer[],
    options: { afterAbsence?: { engineNow: number } } = {},
  ): string[] {
    return this.#schedule.idsToInspect(listed, {
      ...options,
      known: this.#known?.state.containers,
    });
  }

  /** Containers that events create and we do not know, each once. */
  idsCreatedBy(events: readonly EngineEvent[]): string[] {
    const containers = this.#known?.state.containers;
    const created = events.filter(
      ({ action, containerId }) =>
        action === 'create' && !containers?.has(containerId),
    );
    return [...new Set(created.map(({ containerId }) => containerId))];
  }

  /** From which time on the engine's events are wanted; `undefined` at first. */
  get since(): string | undefined {
    const cursor = this.#known?.cursor;
    return cursor && sinceCursor(cursor);
  }

  /** Whether a list was ever applied, so that what differs from it is news. */
  get isSynced(): boolean {
    return this.#known?.state.lastSyncAt !== undefined;
  }

  /** Events of the engine's past no longer count, as after its clock was set back. */
  forgetCursor(): void {
    if (this.#known) {
      this.#known.cursor = undefined;
    }
  }

  /**
   * Stores what a list changes, other than transitions.
   *
   * @remarks After `outdated`, load again and apply the same observation: nothing of
   * it was stored.
   * @returns also the containers that made a transition no event has told of
   */
  async apply(
    observation: {
      listed: readonly ListedContainer[];
      inspected: ReadonlyMap<string, InspectedContainer | 'failed'>;
      /** When the list came. */
      at: number;
      /** By how much the engine's clock is ahead of ours. */
      clockSkewMs?: number;
      /** The engine's time from which on events are followed. */
      followedSince?: string;
    },
    options: { status?: HostStatus; lease?: HeldLease },
  ): Promise<CommitOutcome & { suspects: string[] }> {
    const { listed, inspected, at, clockSkewMs = 0 } = observation;
    const { followedSince } = observation;
    let suspects: string[] = [];
    const outcome = await this.#commit(options, ({ state, cursor }) => {
      if (state.lastSyncAt !== at) {
        this.#listBefore = state.lastSyncAt;
      }
      const reduction = reduceInventory(state, { now: at, listed, inspected });
      suspects = reduction.suspects;
      const ended = endCrashLoops(reduction.next, { now: at + clockSkewMs });
      const labelsOf = new Map(
        reduction.upserts.map(upsert => [
          upsert.container.id,
          upsert.labelsChanged,
        ]),
      );
      const upserts = new Map(
        reduction.upserts.map(upsert => [upsert.container.id, upsert]),
      );
      for (const { container } of ended.upserts) {
        upserts.set(container.id, {
          container,
          labelsChanged: labelsOf.get(container.id) ?? false,
        });
      }
      return {
        ...reduction,
        next: ended.next,
        upserts: [...upserts.values()],
        events: ended.events,
        // So that the next session asks from there, though no event came in this.
        cursor:
          cursor || followedSince === undefined
            ? undefined
            : cursorAt(followedSince),
        syncedAt: at,
      };
    });
    if (outcome.result === 'committed') {
      this.#schedule.noteList(listed, inspected);
    }
    return { ...outcome, suspects };
  }

  /**
   * Stores what events of the engine change.
   *
   * @param options - `engineRestarted`: it was started anew before these events
   * @returns also what to inspect now
   */
  async applyEvents(
    batch: {
      events: readonly EngineEvent[];
      created: ReadonlyMap<string, InspectedContainer | 'failed'>;
    },
    options: { lease?: HeldLease; engineRestarted?: boolean },
  ): Promise<CommitOutcome & { owed: string[] }> {
    let owed: string[] = [];
    const outcome = await this.#commit(options, ({ state, cursor }) => {
      const reduction = reduceEvents(state, {
        ...batch,
        engineRestarted: options.engineRestarted,
        cursor,
        now: this.#clock.now(),
      });
      owed = reduction.owed;
      const isNews =
        reduction.events.length + reduction.upserts.length > 0 ||
        reduction.removals.length > 0;
      // What is told already need not be written; it would be told again.
      return isNews ? reduction : { ...reduction, cursor: undefined };
    });
    return { ...outcome, owed };
  }

  /** Stores what inspections add to what events told; never a transition. */
  async applyInspections(
    inspected: ReadonlyMap<string, InspectedContainer | 'failed'>,
    options: { lease?: HeldLease },
  ): Promise<CommitOutcome> {
    return this.#commit(options, ({ state }) =>
      adoptInspections(state, { inspected, now: this.#clock.now() }),
    );
  }

  /** Stores what must have happened to containers that no event told of. */
  async infer(
    inspected: ReadonlyMap<string, InspectedContainer | undefined>,
    options: { lease?: HeldLease; engineRestarted?: boolean },
  ): Promise<CommitOutcome & { inferred: number }> {
    let inferred = 0;
    const outcome = await this.#commit(options, ({ state }) => {
      const reduction = inferInventory(state, {
        inspected,
        engineRestarted: options.engineRestarted,
        lastSeenAt: this.#listBefore,
        now: this.#clock.now(),
      });
      inferred = reduction.events.length;
      return reduction;
    });
    return { ...outcome, inferred };
  }

  /** Commits what a reduction makes of what is known; that stays if nothing changes. */
  async #commit(
    options: { status?: HostStatus; lease?: HeldLease },
    reduce: (known: { state: InventoryState; cursor?: EventCursor }) => {
      next: InventoryState;
      cursor?: EventCursor;
      upserts: readonly ContainerUpsert[];
      removals: readonly ContainerRemoval[];
      events: readonly NewEvent[];
      syncedAt?: number;
    },
  ): Promise<CommitOutcome> {
    if (!this.#known) {
      return { result: 'outdated' };
    }
    const { status, lease } = options;
    const { revision, state, cursor } = this.#known;
    const { next, ...changes } = reduce({ state, cursor });
    // Whether a commit that fails took place is not known.
    this.#known = undefined;
    const outcome = await this.#store.commit({
      host: this.#host,
      revision,
      status,
      lease,
      ...changes,
    });
    if (outcome.result === 'committed') {
      this.#known = {
        revision: outcome.revision,
        state: next,
        cursor: changes.cursor ?? cursor,
      };
    }
    return outcome;
  }
}
