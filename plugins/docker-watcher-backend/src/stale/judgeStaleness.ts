import {
  Container,
  ContainerState,
  LABEL_IGNORE,
} from 'backstage-plugin-docker-watcher-common';
import {
  StaleRule,
  StaleRuleVerdict,
} from 'backstage-plugin-docker-watcher-node';
import { ThresholdDefaults, resolveThreshold } from './resolveThreshold';
import { StaleCandidate, StoredStaleness } from './StaleStore';

const DAY_MS = 86_400_000;

/** The states in which a container does not run and will not by itself. */
const AT_REST: readonly ContainerState[] = ['created', 'exited', 'dead'];

/** What containers are judged by. */
export interface StalePolicy extends ThresholdDefaults {
  rules: readonly StaleRule[];
  /** Called for each time a rule cannot be followed. */
  onBadRule?: (rule: string, problem: string) => void;
}

export type StaleVerdict =
  | {
      verdict: 'fresh';
      because: 'alive' | 'threshold' | 'exempt';
      /** Why it is kept, when somebody said so. */
      reason?: string;
    }
  | {
      /** `snoozed`: it would be stale, but is kept for now. */
      verdict: 'stale' | 'snoozed';
      staleness: StoredStaleness;
      /** When it was last known to be alive, or was created; ms since the epoch. */
      idleSince: number;
    };

/**
 * Whether a container may go, and why.
 *
 * @remarks Its host has to answer: of a container whose presence is unknown nothing
 * can be said. The reasons name days and not ages, so they stay the same for as long
 * as nothing happens, and a scan has nothing to write.
 *
 * @param now - milliseconds since the epoch
 */
export function judgeStaleness(
  candidate: StaleCandidate,
  policy: StalePolicy,
  now: number,
): StaleVerdict {
  const { container, snooze } = candidate;
  if (!AT_REST.includes(container.state)) {
    return { verdict: 'fresh', because: 'alive' };
  }
  if (container.labels[LABEL_IGNORE]?.trim().toLocaleLowerCase() === 'true') {
    return {
      verdict: 'fresh',
      because: 'exempt',
      reason: `its label ${LABEL_IGNORE} keeps it`,
    };
  }
  const said = askRules(container, policy, now);
  const kept = said.find(({ verdict }) => verdict === 'keep');
  if (kept) {
    return { verdict: 'fresh', because: 'exempt', reason: kept.reason };
  }

  const idleSince = Date.parse(idleSinceOf(container));
  const threshold = resolveThreshold(candidate, policy);
  const endOfThreshold = idleSince + threshold.days * DAY_MS;
  const byThreshold = now >= endOfThreshold;
  const byRules = said.flatMap(one => (one.verdict === 'stale' ? [one] : []));
  if (!byThreshold && byRules.length === 0) {
    return { verdict: 'fresh', because: 'threshold' };
  }
  const until = snooze ? Date.parse(snooze.until) : 0;
  const isSnoozed = until > now;
  return {
    verdict: isSnoozed ? 'snoozed' : 'stale',
    idleSince,
    staleness: {
      since: Math.min(
        ...(byThreshold ? [endOfThreshold] : []),
        ...byRules.map(({ since }) => since.getTime()),
      ),
      thresholdDays: threshold.days,
      thresholdFrom: byThreshold ? threshold.from : 'rule',
      reasons: [
        ...(byThreshold ? [describeEnd(container), ...threshold.reasons] : []),
        ...byRules.map(({ reason }) => reason),
      ],
      ...(isSnoozed && { snoozedUntil: until }),
    },
  };
}

/** When it was last alive; of one that never was, when it was created. */
export function idleSinceOf(
  container: Pick<Container, 'lastAliveAt' | 'finishedAt' | 'createdAt'>,
): string {
  return container.lastAliveAt ?? container.finishedAt ?? container.createdAt;
}

function describeEnd(container: StaleCandidate['container']): string {
  const { state, exitCode, oomKilled, createdAt } = container;
  const day = idleSinceOf(container).slice(0, 10);
  if (state === 'created') {
    return `created on ${createdAt.slice(0, 10)} and never started`;
  }
  if (state === 'dead') {
    return `dead since ${day}, its removal failed half-way`;
  }
  if (oomKilled) {
    return `killed for want of memory on ${day}`;
  }
  return exitCode === undefined
    ? `exited on ${day}`
    : `exited with ${exitCode} on ${day}`;
}

/** What each has to say; one that fails or talks nonsense has nothing to say. */
function askRules(
  container: StaleCandidate['container'],
  { rules, onBadRule }: StalePolicy,
  now: number,
): StaleRuleVerdict[] {
  return rules.flatMap(rule => {
    try {
      const said = rule.judge(container, { now: new Date(now) });
      if (!said) {
        return [];
      }
      if (said.verdict === 'stale' && !(said.since.getTime() <= now)) {
        throw new RangeError(
          `since has to be a time that is not in the future, and is ${String(
            said.since,
          )}`,
        );
      }
      return [said];
    } catch (error) {
      onBadRule?.(rule.name, String(error));
      return [];
    }
  });
}
