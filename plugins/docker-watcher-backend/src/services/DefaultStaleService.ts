import {
  AuthService,
  BackstageCredentials,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import pLimit from 'p-limit';
import {
  CleanupResult,
  Container,
  Reclaimable,
  Snooze,
  SnoozeInput,
  StaleQuery,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { InventoryReader, KnownStalePage } from '../inventory/InventoryReader';
import { ContainerLifecycle } from '../lifecycle/ContainerLifecycle';
import { Clock } from '../lib/Clock';
import { JudgeStale, StaleJudge } from '../stale/StaleJudge';
import { SnoozeStore, StaleCandidate, StaleStore } from '../stale/StaleStore';
import { idleSinceOf } from '../stale/judgeStaleness';
import { StaleEventSubject, snoozeEnded, snoozed } from '../stale/staleEvents';
import { readOwnershipRefs } from './readOwnershipRefs';

const DAY_MS = 86_400_000;
/** An engine removes several at once, but not any number. */
const AT_ONCE_PER_HOST = 4;
/** Reverse proxies and browsers wait for much longer than this. */
const ANSWER_WITHIN_MS = 20_000;

/** What is to be cleaned up, by somebody who may. */
export interface Cleanup {
  containers: readonly Pick<
    Container,
    'host' | 'id' | 'name' | 'workload' | 'entityRef'
  >[];
  dryRun: boolean;
  removeVolumes: boolean;
  /** Entity reference of who wants it. */
  actor: string;
}

/** How long a clean-up is waited for. */
interface Patience {
  /** Nothing is begun any more once it has aborted. */
  over: AbortSignal;
  /** Resolves then. */
  end: Promise<void>;
}

/**
 * Does what it is told and decides nothing about who may; that is
 * `AuthorizedStaleService`, through which everybody goes.
 */
export class DefaultStaleService {
  readonly #options: Parameters<typeof DefaultStaleService.create>[0];

  static create(options: {
    inventory: Pick<InventoryReader, 'listStale' | 'getReclaimables'>;
    store: StaleStore;
    snoozes: SnoozeStore;
    judge: StaleJudge;
    lifecycle: Pick<ContainerLifecycle, 'perform'>;
    auth: AuthService;
    userInfo: UserInfoService;
    clock: Clock;
    logger: LoggerService;
    /** A snooze began or ended, or containers were removed. */
    onChanged: () => void;
  }): DefaultStaleService {
    return new DefaultStaleService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultStaleService.create>[0],
  ) {
    this.#options = options;
  }

  async listStale(
    query: StaleQuery,
    options: {
      credentials: BackstageCredentials;
      visible: ContainerFilter | undefined;
    },
  ): Promise<KnownStalePage> {
    const { inventory, auth, userInfo, clock } = this.#options;
    const { credentials, visible } = options;
    const { ownedByMe, ownerRef, minDays, snoozed: isSnoozed, ...rest } = query;
    return inventory.listStale(
      {
        ...rest,
        staleness: isSnoozed ? 'snoozed' : 'stale',
        ownedBy: ownerRef,
        ...(minDays !== undefined && { minDays, now: clock.now() }),
        ...(ownedByMe && {
          ownerRefs: await readOwnershipRefs({ auth, userInfo, credentials }),
        }),
      },
      visible,
    );
  }

  /**
   * @returns a result for each container, in their order, after a while at the latest:
   * a host that takes its time keeps neither the caller nor other hosts waiting.
   */
  async cleanUp(cleanup: Cleanup): Promise<CleanupResult[]> {
    const { store, judge, inventory, clock, onChanged } = this.#options;
    const { containers } = cleanup;
    const prepared = await judge.prepare();
    const candidates = await store.getCandidates(containers);
    const sizes = await inventory.getReclaimables(containers);
    const limits = new Map(
      containers.map(({ host }) => [host, pLimit(AT_ONCE_PER_HOST)]),
    );
    const answered = new AbortController();
    const late = new AbortController();
    const patience: Patience = {
      over: late.signal,
      end: clock
        .sleep(ANSWER_WITHIN_MS, answered.signal)
        .then(() => late.abort()),
    };
    try {
      const results = await Promise.all(
        containers.map(container =>
          limits.get(container.host)!(() => {
            const ref = containerResourceRef(container);
            return this.#cleanUpOne(cleanup, container, {
              judge: prepared,
              candidate: candidates.get(ref),
              size: sizes.get(ref),
              patience,
            });
          }),
        ),
      );
      if (results.some(({ outcome }) => outcome === 'removed')) {
        onChanged();
      }
      return results;
    } finally {
      answered.abort();
    }
  }

  async snooze(
    container: StaleEventSubject,
    input: SnoozeInput,
    actor: string,
  ): Promise<Snooze> {
    const { snoozes, clock, onChanged } = this.#options;
    const { host, workload } = container;
    const { days } = input;
    const note = input.note?.trim();
    const now = clock.now();
    const snooze: Snooze = {
      host,
      workload,
      until: new Date(now + days * DAY_MS).toISOString(),
      ...(note && { note }),
      by: actor,
      at: new Date(now).toISOString(),
    };
    await snoozes.setSnooze(snooze, snoozed(container, snooze, days));
    onChanged();
    return snooze;
  }

  async endSnooze(container: StaleEventSubject, actor: string): Promise<void> {
    const { snoozes, clock, onChanged } = this.#options;
    const { host, workload } = container;
    const now = clock.now();
    const wasThere = await snoozes.endSnooze({ host, workload, now }, snooze =>
      snoozeEnded(container, snooze, { actor, now }),
    );
    if (wasThere) {
      onChanged();
    }
  }

  async #cleanUpOne(
    { dryRun, removeVolumes, actor }: Cleanup,
    container: Cleanup['containers'][number],
    known: {
      judge: JudgeStale;
      candidate: StaleCandidate | undefined;
      size: Reclaimable | undefined;
      patience: Patience;
    },
  ): Promise<CleanupResult> {
    const { host, id, name } = container;
    const { judge, candidate, size, patience } = known;
    const about = { host, id, name };
    if (!candidate) {
      return {
        ...about,
        outcome: 'failed',
        reason: `Host '${host}' cannot be asked right now, so nobody knows what became of it. The Hosts tab tells why.`,
      };
    }
    const verdict = judge(candidate);
    if (verdict.verdict !== 'stale') {
      return {
        ...about,
        outcome: 'skipped',
        reason: whyNotStale(candidate, verdict),
      };
    }
    const frees = size && { reclaimable: size };
    if (dryRun) {
      return { ...about, outcome: 'removable', ...frees };
    }
    if (patience.over.aborted) {
      return {
        ...about,
        outcome: 'failed',
        reason: `Nothing was done to it, because host '${host}' takes so long for others. Ask for it again.`,
      };
    }
    try {
      const end = await Promise.race([
        this.#options.lifecycle.perform({
          action: 'remove',
          container,
          expectedState: candidate.container.state,
          notRunSince: idleSinceOf(candidate.container),
          ...(removeVolumes && { removeVolumes }),
          actor,
        }),
        patience.end,
      ]);
      return end
        ? { ...about, outcome: 'removed', ...frees }
        : {
            ...about,
            outcome: 'failed',
            reason: `Host '${host}' was asked for it and is still at it; the event log will tell what came of it.`,
          };
    } catch (error) {
      const failure = describeFailure(error);
      if (!failure) {
        this.#options.logger.error(
          `Container '${name}' on host '${host}' could not be removed`,
          isError(error) ? error : new Error(String(error)),
        );
      }
      return {
        ...about,
        outcome: 'failed',
        reason: 'It failed, and the log of the backend tells why.',
        ...failure,
      };
    }
  }
}

function whyNotStale(
  { snooze, container }: StaleCandidate,
  verdict: ReturnType<JudgeStale>,
): string {
  if (verdict.verdict !== 'fresh') {
    return `It is kept until ${snooze?.until.slice(0, 10)}, by ${snooze?.by}.`;
  }
  switch (verdict.because) {
    case 'alive':
      return `It is ${container.state}.`;
    case 'exempt':
      return `It is to be kept: ${verdict.reason}.`;
    default:
      return 'It is not stale any more: its threshold is not over yet.';
  }
}

/**
 * Messages of the lifecycle say what would help, and nothing of where engines listen;
 * others say nothing to whoever wanted the clean-up.
 */
function describeFailure(
  error: unknown,
): Pick<CleanupResult, 'outcome' | 'reason'> | undefined {
  if (!isError(error)) {
    return undefined;
  }
  const { name, message } = error;
  switch (name) {
    case 'ConflictError':
      return { outcome: 'refused', reason: message };
    case 'NotFoundError':
      return { outcome: 'gone', reason: message };
    case 'ServiceUnavailableError':
      return { outcome: 'failed', reason: message };
    default:
      return undefined;
  }
}
