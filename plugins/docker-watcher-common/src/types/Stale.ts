import { Container } from './Container';
import { Page } from './Page';

/**
 * Where the number of days came from after which a container is stale: its own label,
 * the annotation of the entity that owns it, the configuration of its host, or the
 * settings; or `rule`, when a rule that a module brings said so and no number did.
 * @public
 */
export type StaleThresholdSource =
  | 'label'
  | 'annotation'
  | 'host'
  | 'settings'
  | 'rule';

/**
 * Why a container may go. Times are ISO 8601 in UTC.
 * @public
 */
export interface Staleness {
  /** When it became stale: the end of its threshold, not the end of its last run. */
  since: string;
  thresholdDays: number;
  thresholdFrom: StaleThresholdSource;
  /** For people: whole clauses without a full stop, the most telling one first. */
  reasons: string[];
  /** It counts as stale again from then on. */
  snoozedUntil?: string;
}

/**
 * What the removal of a container would free, as far as the engine could tell.
 * @public
 */
export interface Reclaimable {
  /** Its writable layer, in bytes. */
  containerBytes: number;
  /** Volumes without a name that nothing else uses. They go only when asked for. */
  anonymousVolumes: number;
  /** Of `anonymousVolumes`. */
  volumeBytes: number;
  /**
   * Of the image's layers that nothing else uses, once the image goes as well; 0 while
   * another container uses the image. A clean-up leaves images alone.
   */
  imageBytes: number;
  /** ISO 8601 in UTC. */
  measuredAt: string;
}

/**
 * A workload that somebody wants to keep for now. It holds for each container of the
 * workload, also for one that is created later.
 * @public
 */
export interface Snooze {
  host: string;
  workload: string;
  /** ISO 8601 in UTC. */
  until: string;
  note?: string;
  /** Entity reference of the user. */
  by: string;
  /** ISO 8601 in UTC. */
  at: string;
}

/**
 * How long a workload is to be kept out of the stale ones.
 * @public
 */
export interface SnoozeInput {
  /** 1 to 365, from now on. */
  days: number;
  /** Up to 500 characters. */
  note?: string;
}

/**
 * A container in the list of stale ones.
 * @public
 */
export interface StaleContainer extends Container {
  stale: Staleness;
  /** Left out until it was measured. */
  reclaimable?: Reclaimable;
  snooze?: Snooze;
  /** Whether the caller may remove it. */
  mayRemove: boolean;
  /** Whether the caller may snooze its workload, and end a snooze. */
  maySnooze: boolean;
}

/**
 * What the list of stale containers can be ordered by. `since`: how long it is stale;
 * `size`: what its removal frees, volumes included and images not.
 * @public
 */
export type StaleOrderField = 'since' | 'size' | 'name' | 'host';

/**
 * Filters, order and place of the list of stale containers. Several values of one
 * filter mean any of them; several filters mean all of them.
 * @public
 */
export interface StaleQuery {
  host?: string[];
  /** Entities that own them by the catalog's `ownedBy` relations. */
  ownerRef?: string[];
  entityRef?: string[];
  /** Only what the asking user owns, or claims by an entity that the user owns. */
  ownedByMe?: boolean;
  /** Only those whose removal frees so much, volumes included and images not. */
  minBytes?: number;
  /** Only those that were last alive so many days ago. */
  minDays?: number;
  /** Default `false`: those that are not snoozed. `true`: only those that are. */
  snoozed?: boolean;
  /** As in the list of containers. */
  q?: string;
  /** Default `since` ascending: those longest stale first. */
  order?: { field: StaleOrderField; direction: 'asc' | 'desc' };
  /** 1 to 500, default 50. */
  limit?: number;
  cursor?: string;
}

/**
 * A page of stale containers, with what all of them together would free.
 * @public
 */
export interface StalePage extends Page<StaleContainer> {
  /** Over all pages of the same filters. */
  totals: StaleTotals;
}

/** @public */
export interface StaleTotals {
  containerBytes: number;
  volumeBytes: number;
  /** Of how many the size is not known. */
  unmeasured: number;
}

/**
 * A clean-up of containers that are stale.
 * @public
 */
export interface CleanupRequest {
  /** 1 to 50. */
  containers: { host: string; id: string }[];
  /** Only says what would happen. */
  dryRun?: boolean;
  /** Also their volumes without a name that nothing else uses. Default: they stay. */
  removeVolumes?: boolean;
}

/**
 * What came of one container.
 *
 * @remarks
 * - `removable`: only of a dry run; nothing speaks against it.
 * - `removed`: by the engine, which was not forced.
 * - `skipped`: it is not stale any more, or snoozed.
 * - `refused`: the caller may not remove it, nobody may, or it is not as it was.
 * - `gone`: there is none, or none that the caller may see.
 * - `failed`: the engine could not be asked, or could not do it.
 * @public
 */
export type CleanupOutcome =
  | 'removable'
  | 'removed'
  | 'skipped'
  | 'refused'
  | 'gone'
  | 'failed';

/** @public */
export interface CleanupResult {
  host: string;
  id: string;
  /** Left out of what is `gone`. */
  name?: string;
  outcome: CleanupOutcome;
  /** Of all but `removable` and `removed`: for people. */
  reason?: string;
  /** Of `removable` and `removed`, when it was measured. */
  reclaimable?: Reclaimable;
}

/** @public */
export interface CleanupAnswer {
  dryRun: boolean;
  /** In the order of the request, one for each. */
  results: CleanupResult[];
}
