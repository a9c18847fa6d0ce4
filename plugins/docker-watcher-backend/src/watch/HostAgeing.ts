import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { hostUnreachable } from '../inventory/hostEvents';
import { HostDescription, InventoryStore } from '../inventory/InventoryStore';
import { Clock } from '../lib/Clock';

/** A watcher stores something every interval, so after these it does no more. */
const AGED_INTERVALS = 4;
const SHORTEST_AGE_MS = 60_000;

/**
 * Sees to it that what is stored of a host is not shown as fresh when nobody stores
 * it any more: because its watcher hangs, or because its commits fail.
 *
 * Every replica looks, also at hosts that another one watches.
 */
export class HostAgeing {
  readonly #options: HostAgeingOptions;

  static create(options: HostAgeingOptions): HostAgeing {
    return new HostAgeing(options);
  }

  private constructor(options: HostAgeingOptions) {
    this.#options = options;
  }

  /** Looks once an interval until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, reconcileIntervalMs, logger } = this.#options;
    for (;;) {
      await clock.sleep(reconcileIntervalMs, signal);
      if (signal.aborted) {
        return;
      }
      try {
        await this.#age();
      } catch (error) {
        logger.debug(
          `Could not look for hosts that are no longer stored: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async #age(): Promise<void> {
    const { hosts, store, clock, reconcileIntervalMs, onChanged } =
      this.#options;
    const now = clock.now();
    const ageMs = Math.max(
      AGED_INTERVALS * reconcileIntervalMs,
      SHORTEST_AGE_MS,
    );
    for (const { name, entityRef } of hosts) {
      const reason = `Nothing of host '${name}' was stored for ${Math.round(
        ageMs / 1000,
      )} s. See the log of the backend that watches it, and restart that if it hangs.`;
      const isAged = await store.saveHost(
        name,
        {
          state: 'unreachable',
          at: now,
          error: reason,
          event: hostUnreachable(
            { host: name, entityRef, occurredAt: now },
            reason,
          ),
        },
        { unlessSyncedSince: now - ageMs, onlyIfConnected: true },
      );
      if (isAged) {
        onChanged();
      }
    }
  }
}

export interface HostAgeingOptions {
  hosts: readonly HostDescription[];
  store: InventoryStore;
  clock: Clock;
  logger: LoggerService;
  reconcileIntervalMs: number;
  onChanged: () => void;
}
