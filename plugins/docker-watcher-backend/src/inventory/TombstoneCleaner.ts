import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Clock } from '../lib/Clock';
import { InventoryStore } from './InventoryStore';

const INTERVAL_MS = 10 * 60_000;
const BATCH = 500;

/** Forgets removed containers once they have been kept for long enough. */
export class TombstoneCleaner {
  readonly #store: InventoryStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #keepRemovedMs: number;

  static create(options: {
    store: InventoryStore;
    clock: Clock;
    logger: LoggerService;
    keepRemovedMs: number;
  }): TombstoneCleaner {
    return new TombstoneCleaner(options);
  }

  private constructor(options: {
    store: InventoryStore;
    clock: Clock;
    logger: LoggerService;
    keepRemovedMs: number;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#keepRemovedMs = options.keepRemovedMs;
  }

  /** Cleans now and then until the signal aborts. Never fails. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#clean(signal);
      } catch (error) {
        this.#logger.warn(
          `Could not forget removed containers, will try again: ${stringifyError(
            error,
          )}`,
        );
      }
      await this.#clock.sleep(INTERVAL_MS, signal);
    }
  }

  async #clean(signal: AbortSignal): Promise<void> {
    const removedBefore = this.#clock.now() - this.#keepRemovedMs;
    let forgotten = 0;
    while (!signal.aborted) {
      const count = await this.#store.pruneRemoved({
        removedBefore,
        limit: BATCH,
      });
      forgotten += count;
      if (count < BATCH) {
        break;
      }
    }
    if (forgotten) {
      this.#logger.debug(`Forgot ${forgotten} removed containers`);
    }
  }
}
