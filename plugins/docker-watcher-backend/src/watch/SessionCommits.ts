import { ConflictError } from '@backstage/errors';
import { HostInventory } from '../inventory/HostInventory';
import { CommitOutcome } from '../inventory/InventoryStore';
import { Clock } from '../lib/Clock';
import { HeldLease } from '../lib/Lease';
import { StoreAccess } from './StoreAccess';

/** Before trying again what the database did not take. */
export const RETRY_MS = 1_000;
/** Another writer can be faster than a commit, but hardly again and again. */
const COMMIT_ATTEMPTS = 3;

/** What a session needs for its commits. */
export interface SessionCommitsOptions {
  host: string;
  inventory: HostInventory;
  store: StoreAccess;
  clock: Clock;
  /** Without one nobody else may watch the host. */
  lease?: HeldLease;
  /** Something that readers see was stored. */
  onChanged: () => void;
  /** Somebody else has written since the inventory was loaded. */
  onOutdated: () => void;
}

/** The commits of one session: what the store does not take now is not lost. */
export class SessionCommits {
  readonly #options: SessionCommitsOptions;

  static create(options: SessionCommitsOptions): SessionCommits {
    return new SessionCommits(options);
  }

  private constructor(options: SessionCommitsOptions) {
    this.#options = options;
  }

  /** Waits for the database. @returns false when the signal aborted first. */
  async load(signal: AbortSignal): Promise<boolean> {
    const { inventory, store, clock } = this.#options;
    while (!signal.aborted) {
      const loaded = await store.try(() => inventory.load());
      if (loaded.result === 'done') {
        return true;
      }
      await clock.sleep(RETRY_MS, signal);
    }
    return false;
  }

  /**
   * Commits until it is done.
   *
   * @returns `undefined` when the signal aborted first
   * @throws `ConflictError` when another replica writes, too
   */
  async commit<T extends CommitOutcome>(
    signal: AbortSignal,
    commit: (lease: HeldLease | undefined) => Promise<T>,
  ): Promise<Extract<T, { result: 'committed' }> | undefined> {
    const { host, store, clock, lease, onChanged, onOutdated } = this.#options;
    let outdated = 0;
    while (!signal.aborted) {
      const outcome = await store.try(() => commit(lease));
      if (outcome.result === 'done') {
        const { value } = outcome;
        if (isCommitted(value)) {
          if (value.changed) {
            onChanged();
          }
          return value;
        }
        outdated += 1;
        if (outdated > COMMIT_ATTEMPTS) {
          throw new ConflictError(`Another replica watches host '${host}' now`);
        }
        onOutdated();
      } else {
        await clock.sleep(RETRY_MS, signal);
      }
      if (!(await this.load(signal))) {
        return undefined;
      }
    }
    return undefined;
  }
}

function isCommitted<T extends CommitOutcome>(
  outcome: T,
): outcome is Extract<T, { result: 'committed' }> {
  return outcome.result === 'committed';
}
