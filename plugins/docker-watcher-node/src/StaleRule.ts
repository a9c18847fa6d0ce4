import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Container } from 'backstage-plugin-docker-watcher-common';

/**
 * What a rule makes of a container; `undefined` when it has nothing to say.
 *
 * @remarks
 * - `stale`: it may go since then, whatever its threshold. `reason` is a clause without
 *   a full stop, such as `its project was archived`.
 * - `keep`: it is not stale, whatever its threshold and other rules.
 * @public
 */
export type StaleRuleVerdict =
  | {
      verdict: 'stale';
      /** Not later than now. */
      since: Date;
      reason: string;
    }
  | { verdict: 'keep'; reason: string };

/**
 * A further reason for which containers are stale, or not.
 *
 * @remarks Asked in each scan, about each container that does not run and whose host
 * answers: thousands in a moment. So it decides at once, from what it is given and
 * what it keeps in memory, and changes nothing. One that throws is left out of the
 * verdict, and the log tells. Labels that exempt a container, and snoozes, come first.
 * @public
 */
export interface StaleRule {
  /** Unique among all rules; lower-case words with dashes, for the log. */
  readonly name: string;
  judge(
    container: Readonly<Omit<Container, 'stale'>>,
    context: { now: Date },
  ): StaleRuleVerdict | undefined;
}

/**
 * Adds rules of staleness.
 * @public
 */
export interface DockerWatcherStaleExtensionPoint {
  /** @throws when another rule has the name already. */
  addRule(rule: StaleRule): void;
}

/**
 * Where modules add rules of staleness.
 * @public
 */
export const dockerWatcherStaleExtensionPoint =
  createExtensionPoint<DockerWatcherStaleExtensionPoint>({
    id: 'docker-watcher.stale',
  });
