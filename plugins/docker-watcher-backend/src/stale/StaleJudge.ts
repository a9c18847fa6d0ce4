import { LoggerService } from '@backstage/backend-plugin-api';
import { StaleRule } from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { CurrentSettings } from '../settings/CurrentSettings';
import { StaleVerdict, judgeStaleness } from './judgeStaleness';
import { StaleCandidate } from './StaleStore';

/** Judges one container after the other by the same settings. */
export type JudgeStale = (candidate: StaleCandidate) => StaleVerdict;

/** Judges containers by the settings, their hosts and the rules of modules. */
export class StaleJudge {
  readonly #options: Parameters<typeof StaleJudge.create>[0];
  readonly #badRules = new Set<string>();

  static create(options: {
    settings: Pick<CurrentSettings, 'values'>;
    /** Thresholds of hosts that have one of their own, in days by name. */
    hostDays: ReadonlyMap<string, number>;
    rules: readonly StaleRule[];
    clock: Clock;
    logger: LoggerService;
  }): StaleJudge {
    return new StaleJudge(options);
  }

  private constructor(options: Parameters<typeof StaleJudge.create>[0]) {
    this.#options = options;
  }

  /** Reads the settings, once for all that is judged with the answer. */
  async prepare(): Promise<JudgeStale> {
    const { settings, hostDays, rules, clock } = this.#options;
    const { stale } = await settings.values();
    const policy = {
      settingsDays: stale.thresholdDays,
      hostDays,
      rules,
      onBadRule: (rule: string, problem: string) =>
        this.#tellOnce(rule, problem),
    };
    return candidate => judgeStaleness(candidate, policy, clock.now());
  }

  #tellOnce(rule: string, problem: string): void {
    if (!this.#badRules.has(rule)) {
      this.#badRules.add(rule);
      this.#options.logger.warn(
        `The rule of staleness '${rule}' failed and is left out where it does: ${problem}`,
      );
    }
  }
}
