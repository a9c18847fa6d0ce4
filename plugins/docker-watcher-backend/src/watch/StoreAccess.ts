import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Clock } from '../lib/Clock';
import { withTimeLimit } from '../lib/withTimeLimit';

const LIMIT_MS = 60_000;

/**
 * Calls the store for one host. A store that is away says nothing about the host, so
 * its failures end here: logged once until it is back, and the caller tries again.
 */
export class StoreAccess {
  readonly #host: string;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #failing = false;

  static create(options: {
    host: string;
    clock: Clock;
    logger: LoggerService;
  }): StoreAccess {
    return new StoreAccess(options);
  }

  private constructor(options: {
    host: string;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#host = options.host;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /**
   * @remarks Not ended by a stop, so that none breaks a commit off; limited in time
   * instead.
   */
  async try<T>(
    call: () => Promise<T>,
  ): Promise<{ result: 'done'; value: T } | { result: 'failed' }> {
    try {
      const { signal } = new AbortController();
      const limit = { clock: this.#clock, ms: LIMIT_MS, signal };
      const value = await withTimeLimit(
        { ...limit, what: 'The database' },
        call,
      );
      if (this.#failing) {
        this.#failing = false;
        this.#logger.info(
          `Containers of host '${this.#host}' are stored again`,
        );
      }
      return { result: 'done', value };
    } catch (error) {
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.error(
          `Could not store the containers of host '${
            this.#host
          }', trying again until the database takes them: ${stringifyError(
            error,
          )}`,
        );
      }
      return { result: 'failed' };
    }
  }
}
