import { LoggerService } from '@backstage/backend-plugin-api';
import { EventSeverity } from 'backstage-plugin-docker-watcher-common';
import { Clock } from '../lib/Clock';
import { EventLogStore } from './EventLogStore';

/** How long events are kept, in milliseconds. */
export type EventRetention = Record<EventSeverity, number>;

/** Small enough that nobody waits long for the rows it locks. */
const BATCH_SIZE = 1_000;

/** Deletes events past their time, batch by batch, and stops when told to. */
export class EventLogCleaner {
  readonly #store: EventLogStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #readRetention: () => Promise<EventRetention>;
  readonly #readKeepFrom: () => Promise<string | undefined>;

  static create(options: {
    store: EventLogStore;
    clock: Clock;
    logger: LoggerService;
    readRetention: () => Promise<EventRetention>;
    /** The first event that a reader younger than a day still needs. */
    readKeepFrom?: () => Promise<string | undefined>;
  }): EventLogCleaner {
    return new EventLogCleaner(options);
  }

  private constructor(options: Parameters<typeof EventLogCleaner.create>[0]) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#readRetention = options.readRetention;
    this.#readKeepFrom = options.readKeepFrom ?? (async () => undefined);
  }

  /** @returns how many events were deleted. */
  async clean(signal: AbortSignal): Promise<number> {
    const retention = await this.#readRetention();
    const keepFrom = await this.#readKeepFrom();
    let total = 0;
    for (const severity of ['info', 'warn', 'error'] as const) {
      const appendedBefore = this.#clock.now() - retention[severity];
      let deleted = BATCH_SIZE;
      while (deleted === BATCH_SIZE && !signal.aborted) {
        deleted = await this.#store.deleteOld({
          severity,
          appendedBefore,
          keepFrom,
          limit: BATCH_SIZE,
        });
        total += deleted;
      }
    }
    if (total > 0) {
      this.#logger.info(`Deleted ${total} events past their retention`);
    }
    return total;
  }
}
