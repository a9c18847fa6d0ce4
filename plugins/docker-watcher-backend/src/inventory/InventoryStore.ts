import { HostEngine, HostState } from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../eventLog/EventLogStore';
import { HeldLease } from '../lib/Lease';
import { EventCursor } from './EventCursor';
import { ContainerUpsert } from './reduceInventory';
import { ContainerRemoval, TrackedContainer } from './TrackedContainer';

/** What the configuration or a module says of a host. */
export interface HostDescription {
  name: string;
  title: string;
  addresses: readonly string[];
  entityRef?: string;
  readOnly: boolean;
  simulated: boolean;
  /** Makes it `misconfigured`: what is wrong and the cure. */
  problem?: string;
}

/** How the connection to a host stands. */
export interface HostStatus {
  state: Exclude<HostState, 'misconfigured'>;
  /** When that was found out. */
  at: number;
  error?: string;
  /** Appended to the log if the host was in another state before. */
  event?: NewEvent;
  /** What is left out keeps what was known. */
  engine?: HostEngine;
  clockSkewMs?: number;
}

/** A host's containers as stored, removed ones left out. */
export interface StoredInventory {
  revision: number;
  lastSyncAt?: number;
  cursor?: EventCursor;
  containers: TrackedContainer[];
}

/** Everything that one observation of a host changes. */
export interface InventoryBatch {
  host: string;
  /** Of the stored inventory that the changes start from. */
  revision: number;
  /** End of the complete list it is about; left out when it is about events. */
  syncedAt?: number;
  /** Left out while it is known to be stored as connected already. */
  status?: HostStatus;
  upserts: readonly ContainerUpsert[];
  removals: readonly ContainerRemoval[];
  /** Appended to the log together with the changes they tell of. */
  events: readonly NewEvent[];
  /** Left out when no event of the engine was applied. */
  cursor?: EventCursor;
  /** The commit is refused unless it is still held. */
  lease?: HeldLease;
}

export type CommitOutcome =
  | {
      result: 'committed';
      revision: number;
      /** Whether anything a reader could see changed, other than the time of the sync. */
      changed: boolean;
    }
  /** Another writer was faster, or the host is stored otherwise: load again. */
  | { result: 'outdated' };

/**
 * Keeps hosts and their containers.
 *
 * @remarks
 * - A commit is one transaction: all of it or nothing.
 * - Commits to one host exclude each other by its revision. Whoever starts from an
 *   older one writes nothing and is told so; hence several writers may watch one host.
 * - When nothing changed, the time of the sync is the one column written.
 * - Events are appended in the commit of what they tell of, so neither is ever
 *   there without the other.
 * - What is loaded equals what was committed.
 */
export interface InventoryStore {
  /**
   * Makes these the hosts there are; others are deleted with their containers.
   *
   * @param options.freshSince - a host that is stored as connected, but was synced
   * last before this time, is `connecting` again: whoever wrote that has gone.
   */
  syncHosts(
    hosts: readonly HostDescription[],
    options: { now: number; freshSince: number },
  ): Promise<void>;

  /** @returns `undefined` when there is no such host. */
  load(host: string): Promise<StoredInventory | undefined>;

  commit(batch: InventoryBatch): Promise<CommitOutcome>;

  /**
   * Stores how the connection to a host stands, outside of a commit.
   *
   * @param options.unlessSyncedSince - leave it when a sync came in after this time:
   * another writer reaches the host. With a `lease`, only while that is held.
   * @returns whether a reader could see a difference
   */
  saveHost(
    host: string,
    status: HostStatus,
    options?: {
      unlessSyncedSince?: number;
      /** Leave it unless it is stored as connected. */
      onlyIfConnected?: boolean;
      lease?: HeldLease;
    },
  ): Promise<boolean>;

  /** Forgets some containers removed before a time. @returns how many. */
  pruneRemoved(options: {
    removedBefore: number;
    limit: number;
  }): Promise<number>;
}
