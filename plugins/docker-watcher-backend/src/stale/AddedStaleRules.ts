import { ConflictError, InputError } from '@backstage/errors';
import {
  DockerWatcherStaleExtensionPoint,
  StaleRule,
} from 'backstage-plugin-docker-watcher-node';

const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Takes rules from modules until judging begins. */
export class AddedStaleRules implements DockerWatcherStaleExtensionPoint {
  readonly #rules = new Map<string, StaleRule>();
  #closed = false;

  static create(): AddedStaleRules {
    return new AddedStaleRules();
  }

  private constructor() {}

  addRule(rule: StaleRule): void {
    const { name } = rule;
    if (this.#closed) {
      throw new ConflictError(
        `Rule '${name}' came too late, judging has begun; add it while the module is initialised`,
      );
    }
    if (typeof name !== 'string' || !NAME_PATTERN.test(name)) {
      throw new InputError(
        `Rule name '${name}' must match ${NAME_PATTERN.source}; choose another`,
      );
    }
    if (this.#rules.has(name)) {
      throw new ConflictError(
        `Duplicate rule name '${name}', another module has added one; choose another`,
      );
    }
    this.#rules.set(name, rule);
  }

  /** All of them, after which no more are taken. */
  close(): StaleRule[] {
    this.#closed = true;
    return [...this.#rules.values()];
  }
}
