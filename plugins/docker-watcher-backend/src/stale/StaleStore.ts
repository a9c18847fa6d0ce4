import {
  Container,
  Snooze,
  StaleThresholdSource,
} from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../eventLog/EventLogStore';
import { HeldLease } from '../lib/Lease';

/** A container with everything its judgement depends on, as stored. */
export interface StaleCandidate {
  container: Omit<Container, 'stale'>;
  /**
   * By the annotation of the entity that owns it, as written there; a claim that is
   * not trusted does not count.
   */
  entityThreshold?: { entityRef: string; value: string };
  /** Of its workload, also one whose time has passed. */
  snooze?: Snooze;
  /** What the last scan made of it, when that was not `fresh`. */
  stored?: StoredStaleness;
}

/** What is kept of a verdict. Times are milliseconds since the epoch. */
export interface StoredStaleness {
  since: number;
  thresholdDays: number;
  thresholdFrom: StaleThresholdSource;
  reasons: string[];
  /** It is not stale before then, but would be. */
  snoozedUntil?: number;
}

/** What a scan changes about one container. */
export interface StaleChange {
  container: Pick<Container, 'host' | 'id' | 'state' | 'lastAliveAt'>;
  /** `undefined`: it is fresh. */
  staleness: StoredStaleness | undefined;
  /** Left out when it is as stale as before and only the words differ. */
  event?: NewEvent;
}

/**
 * Keeps which containers are stale.
 *
 * @remarks A commit is one transaction with the events that tell of it. What changed
 * since it was read, by the container's state and its last sign of life, is left out of
 * it and judged by the next scan. With a lease that is not held any more it writes
 * nothing, so of several scans at once one alone tells.
 */
export interface StaleStore {
  /**
   * Present containers on connected hosts that are not alive or are stored as stale,
   * in the order of host and id.
   */
  listCandidates(options: {
    after?: { host: string; id: string };
    limit: number;
  }): Promise<StaleCandidate[]>;

  /**
   * Whatever their state.
   *
   * @returns by the container's reference; without those that are not present.
   */
  getCandidates(
    refs: readonly { host: string; id: string }[],
  ): Promise<Map<string, StaleCandidate>>;

  /** @returns how many changes were written; 0 with a lease that was lost. */
  commit(
    changes: readonly StaleChange[],
    options: { lease: HeldLease },
  ): Promise<number>;

  /** Forgets what is stored of containers that are removed. @returns how many. */
  forgetRemoved(): Promise<number>;
}

/** Keeps which workloads are snoozed. Each change is one transaction with its event. */
export interface SnoozeStore {
  setSnooze(snooze: Snooze, event: NewEvent): Promise<void>;

  /**
   * @param toEvent - tells of the snooze that was ended; not called when there is none
   * whose time has not passed.
   * @returns whether there was one.
   */
  endSnooze(
    workload: { host: string; workload: string; now: number },
    toEvent: (snooze: Snooze) => NewEvent,
  ): Promise<boolean>;

  /** Forgets those whose time passed before then. @returns how many. */
  forgetSnoozes(options: { endedBefore: number }): Promise<number>;
}
