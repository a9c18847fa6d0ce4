import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  ANNOTATION_STALE_THRESHOLD_DAYS,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { Clock } from '../../lib/Clock';
import { isSameJson } from '../../lib/isSameJson';
import { withTimeLimit } from '../../lib/withTimeLimit';
import { ClaimScope, ClaimsStore } from './ClaimsStore';
import { ClaimingEntity, TrustsOwners, matchClaims } from './matchClaims';
import { parseClaimAnnotations } from './parseClaimAnnotations';

/** Between two times that the catalog is asked, give or take a tenth. */
const INTERVAL_MS = 30_000;
/** Between two matches, however fast containers come and go. */
const HASTE_MS = 5000;
/** After which everything is compared, although nothing seems to have changed. */
const COMPARE_ALL_MS = 10 * 60_000;
/** A catalog that hangs must not keep everything else from stopping. */
const FETCH_LIMIT_MS = 60_000;
const MOST_PROBLEMS_SHOWN = 10;

/** An entity that carries at least one annotation of ours. */
export interface AnnotatedEntity {
  entityRef: string;
  ownerRefs: readonly string[];
  annotations: Readonly<Record<string, string>>;
}

/** Asks the catalog for every entity that carries an annotation of ours. */
export type FetchClaims = (signal: AbortSignal) => Promise<AnnotatedEntity[]>;

/**
 * Keeps the claims that entities make on containers by annotation.
 *
 * @remarks
 * - The catalog is asked every 30 seconds, never for a reader, and one pass at a time;
 *   so what is edited counts within a minute of the catalog's having it.
 * - When containers have changed, they are matched within seconds with what the
 *   catalog said last. When nothing has, a pass costs one small statement.
 * - While the catalog or the database is away, what was known stays.
 * - Every replica does this and comes to the same result; only differences are written.
 */
export class ClaimsRefresher {
  readonly #store: ClaimsStore;
  readonly #fetchClaims: FetchClaims;
  readonly #trustsOwners: TrustsOwners;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #onChanged: () => void;
  readonly #random: () => number;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | undefined;
  #entities: ClaimingEntity[] = [];
  #entitiesText = '';
  #fetched = false;
  /** What the stored claims were last seen to agree with. */
  #agreed: { entities: string; revision: string; at: number } | undefined;
  #failing = false;
  #problemsTold = '';

  static create(options: {
    store: ClaimsStore;
    fetchClaims: FetchClaims;
    trustsOwners: TrustsOwners;
    clock: Clock;
    logger: LoggerService;
    /** Claims were written. */
    onChanged: () => void;
    /** For the jitter. */
    random?: () => number;
  }): ClaimsRefresher {
    return new ClaimsRefresher(options);
  }

  private constructor(options: Parameters<typeof ClaimsRefresher.create>[0]) {
    this.#store = options.store;
    this.#fetchClaims = options.fetchClaims;
    this.#trustsOwners = options.trustsOwners;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onChanged = options.onChanged;
    this.#random = options.random ?? Math.random;
  }

  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#running;
  }

  /** Containers changed: look soon whether somebody claims them. */
  hasten(): void {
    this.#wake.abort();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let fetchDueAt = 0;
    while (!signal.aborted) {
      this.#wake = new AbortController();
      const now = this.#clock.monotonic();
      const isFetchDue = now >= fetchDueAt;
      const succeeded = await this.#try(isFetchDue, signal);
      if (isFetchDue && succeeded) {
        fetchDueAt = now + INTERVAL_MS * (0.9 + 0.2 * this.#random());
      }
      await this.#clock.sleep(HASTE_MS, signal);
      const rest = fetchDueAt - this.#clock.monotonic();
      if (!signal.aborted && rest > 0) {
        await this.#clock.sleep(rest, this.#wake.signal);
      }
    }
  }

  async #try(isFetchDue: boolean, signal: AbortSignal): Promise<boolean> {
    try {
      if (isFetchDue) {
        await this.#fetch(signal);
      }
      // Before the catalog has answered once, nothing is known to claim anything.
      if (this.#fetched) {
        await this.#match(signal);
      }
      if (this.#failing) {
        this.#logger.info('Claims on containers are up to date again');
      }
      this.#failing = false;
      return true;
    } catch (error) {
      if (!signal.aborted && !this.#failing) {
        this.#failing = true;
        this.#logger.warn(
          `Could not look up which entities claim containers, going on with what is known and trying again: ${stringifyError(
            error,
          )}`,
        );
      }
      return false;
    }
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    const annotated = await withTimeLimit(
      {
        clock: this.#clock,
        ms: FETCH_LIMIT_MS,
        signal,
        what: 'Asking the catalog for claims on containers',
      },
      inner => this.#fetchClaims(inner),
    );
    annotated.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
    const problems: string[] = [];
    const entities: ClaimingEntity[] = [];
    for (const { entityRef, ownerRefs, annotations } of annotated) {
      const parsed = parseClaimAnnotations(annotations);
      if (parsed.problems.length) {
        problems.push(
          `${entityRef}: ${parsed.problems
            .map(({ annotation, problem }) => `${annotation}: ${problem}`)
            .join('; ')}`,
        );
      }
      if (parsed.pattern) {
        const owners = [...ownerRefs].sort();
        entities.push({
          entityRef,
          ownerRefs: owners,
          pattern: parsed.pattern,
        });
      }
    }
    const thresholds = annotated.flatMap(({ entityRef, annotations }) => {
      const value = annotations[ANNOTATION_STALE_THRESHOLD_DAYS];
      return typeof value === 'string' ? [{ entityRef, value }] : [];
    });
    if (await this.#store.saveThresholds(thresholds)) {
      this.#onChanged();
    }
    this.#entities = entities;
    this.#entitiesText = JSON.stringify(entities);
    this.#fetched = true;
    this.#tellProblems(problems);
  }

  async #match(signal: AbortSignal): Promise<void> {
    const now = this.#clock.monotonic();
    const entities = this.#entitiesText;
    const revision = await this.#store.readRevision();
    const agreed = this.#agreed;
    const isAllDue =
      agreed?.entities !== entities || now - agreed.at >= COMPARE_ALL_MS;
    if (!isAllDue && agreed.revision === revision) {
      return;
    }
    // Removed containers are claimed as they were, until a claim has changed.
    const changed = await this.#compare(isAllDue ? 'all' : 'present', signal);
    this.#agreed = {
      entities,
      revision,
      at: isAllDue || !agreed ? now : agreed.at,
    };
    if (changed) {
      this.#onChanged();
    }
  }

  /** @returns whether there was a difference. */
  async #compare(scope: ClaimScope, signal: AbortSignal): Promise<boolean> {
    const labelKeys = new Set(
      this.#entities.flatMap(({ pattern }) =>
        pattern.selector.map(({ key }) => key),
      ),
    );
    // Without claims only those that there were have to be looked at.
    const stored = await this.#store.listClaims({ scope });
    const containers =
      this.#entities.length || stored.size
        ? await this.#store.listContainers({ scope, labelKeys: [...labelKeys] })
        : [];
    signal.throwIfAborted();
    const { claims } = matchClaims({
      entities: this.#entities,
      containers,
      trustsOwners: this.#trustsOwners,
    });
    const changes = containers.flatMap(container => {
      const ref = containerResourceRef(container);
      const found = claims.get(ref) ?? [];
      const { host, id } = container;
      return isSameJson(found, stored.get(ref) ?? [])
        ? []
        : [{ host, id, claims: found }];
    });
    if (changes.length) {
      await this.#store.saveClaims(changes);
    }
    return changes.length > 0;
  }

  /** Once for as long as they are the same; everybody reads theirs on the entity. */
  #tellProblems(problems: string[]): void {
    const text = problems.join('\n');
    if (text !== this.#problemsTold && problems.length) {
      const more = problems.length - MOST_PROBLEMS_SHOWN;
      this.#logger.warn(
        `Annotations that cannot be used claim no container. ${problems
          .slice(0, MOST_PROBLEMS_SHOWN)
          .join(' | ')}${more > 0 ? ` | and ${more} entities more` : ''}`,
      );
    }
    this.#problemsTold = text;
  }
}
