import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Clock } from '../../lib/Clock';
import { withTimeLimit } from '../../lib/withTimeLimit';
import { EntityOwnersStore } from './EntityOwnersStore';

const INTERVAL_MS = 60_000;
/** Between two looks for entities that are new. */
const HASTE_MS = 2000;
/** Entities asked for at a time. */
const BATCH = 200;
/** A catalog that hangs must not keep everything else from stopping. */
const FETCH_LIMIT_MS = 30_000;
/** What the column holds; longer references are not of this catalog's making. */
const LONGEST_REF = 255;

/**
 * Asks the catalog who owns these entities.
 *
 * @returns owners by entity; one that is left out does not exist
 */
export type FetchOwners = (
  entityRefs: string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, readonly string[]>>;

/**
 * Keeps the owners of containers' entities as the catalog tells them: all of them
 * every minute, new ones within seconds. While the catalog cannot be asked, what
 * was known stays.
 */
export class OwnershipRefresher {
  readonly #store: EntityOwnersStore;
  readonly #fetchOwners: FetchOwners;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #onChanged: () => void;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | undefined;
  #resolved = new Set<string>();
  #failing = false;

  static create(options: {
    store: EntityOwnersStore;
    fetchOwners: FetchOwners;
    clock: Clock;
    logger: LoggerService;
    /** Owners were written. */
    onChanged: () => void;
  }): OwnershipRefresher {
    return new OwnershipRefresher(options);
  }

  private constructor(options: {
    store: EntityOwnersStore;
    fetchOwners: FetchOwners;
    clock: Clock;
    logger: LoggerService;
    onChanged: () => void;
  }) {
    this.#store = options.store;
    this.#fetchOwners = options.fetchOwners;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onChanged = options.onChanged;
  }

  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#running;
  }

  /** Containers changed: look soon whether they belong to entities not asked for yet. */
  hasten(): void {
    this.#wake.abort();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let allDueAt = 0;
    while (!signal.aborted) {
      this.#wake = new AbortController();
      const now = this.#clock.monotonic();
      const isAllDue = now >= allDueAt;
      if (isAllDue) {
        allDueAt = now + INTERVAL_MS;
      }
      await this.#try(() => this.#refresh({ all: isAllDue, signal }), signal);
      await this.#clock.sleep(HASTE_MS, signal);
      if (!signal.aborted) {
        const rest = Math.max(0, allDueAt - this.#clock.monotonic());
        await this.#clock.sleep(rest, this.#wake.signal);
      }
    }
  }

  async #try(refresh: () => Promise<void>, signal: AbortSignal) {
    try {
      await refresh();
      if (this.#failing) {
        this.#logger.info('Owners of containers are up to date again');
      }
      this.#failing = false;
    } catch (error) {
      if (!signal.aborted && !this.#failing) {
        this.#failing = true;
        this.#logger.warn(
          `Could not look up the owners of containers, going on with those known and trying again: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async #refresh(options: { all: boolean; signal: AbortSignal }) {
    const { all, signal } = options;
    const entityRefs = await this.#store.listEntityRefs();
    const wanted = all
      ? entityRefs
      : entityRefs.filter(ref => !this.#resolved.has(ref));
    if (!all && !wanted.length) {
      return;
    }
    const known = await this.#store.listOwners();
    const changes = new Map<string, string[]>();
    if (all) {
      this.#resolved = new Set();
      const present = new Set(entityRefs);
      for (const ref of known.keys()) {
        if (!present.has(ref)) {
          changes.set(ref, []);
        }
      }
    }
    for (let start = 0; start < wanted.length; start += BATCH) {
      const batch = wanted.slice(start, start + BATCH);
      const owners = await withTimeLimit(
        {
          clock: this.#clock,
          ms: FETCH_LIMIT_MS,
          signal,
          what: 'Asking the catalog for owners',
        },
        inner => this.#fetchOwners(batch, inner),
      );
      signal.throwIfAborted();
      for (const ref of batch) {
        const before = known.get(ref) ?? [];
        const after = normalize(owners.get(ref) ?? []);
        if (normalize(before).join() !== after.join()) {
          changes.set(ref, after);
        }
      }
    }
    if (changes.size) {
      await this.#store.saveOwners(changes);
      this.#onChanged();
    }
    wanted.forEach(ref => this.#resolved.add(ref));
  }
}

function normalize(ownerRefs: readonly string[]): string[] {
  return [...new Set(ownerRefs.map(ref => ref.toLocaleLowerCase('en-US')))]
    .filter(ref => ref.length <= LONGEST_REF)
    .sort();
}
