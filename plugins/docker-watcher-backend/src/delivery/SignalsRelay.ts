import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  DOCKER_WATCHER_SIGNALS_CHANNEL,
  DockerWatcherSignal,
} from 'backstage-plugin-docker-watcher-common';
import { Clock } from '../lib/Clock';

const INTERVAL_MS = 2000;

/**
 * Tells browsers that something changed, at once and then at most every two
 * seconds. What changed is never said: anonymous sockets hear it, too.
 */
export class SignalsRelay {
  readonly #signals: Pick<SignalsService, 'publish'>;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #cancel: (() => void) | undefined;
  #pending = false;
  #stopped = false;
  #failing = false;

  static create(options: {
    signals: Pick<SignalsService, 'publish'>;
    clock: Clock;
    logger: LoggerService;
  }): SignalsRelay {
    return new SignalsRelay(options);
  }

  private constructor(options: {
    signals: Pick<SignalsService, 'publish'>;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  changed(): void {
    if (this.#stopped) {
      return;
    }
    if (this.#cancel) {
      this.#pending = true;
      return;
    }
    this.#broadcast();
    this.#cancel = this.#clock.after(INTERVAL_MS, () => {
      this.#cancel = undefined;
      if (this.#pending) {
        this.#pending = false;
        this.changed();
      }
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #broadcast(): void {
    const message: DockerWatcherSignal = { action: 'changed' };
    this.#publish(message).then(
      () => {
        this.#failing = false;
      },
      error => {
        if (!this.#failing) {
          this.#failing = true;
          this.#logger.warn(
            `Could not signal a change, browsers see it when they next refresh: ${stringifyError(
              error,
            )}`,
          );
        }
      },
    );
  }

  /** Turns what is thrown right away into a rejection. */
  async #publish(message: DockerWatcherSignal): Promise<void> {
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: DOCKER_WATCHER_SIGNALS_CHANNEL,
      message,
    });
  }
}
