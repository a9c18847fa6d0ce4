import {
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  CleanupAnswer,
  CleanupRequest,
  Snooze,
  SnoozeInput,
  StalePage,
  StaleQuery,
} from 'backstage-plugin-docker-watcher-common';

export interface StaleCallOptions {
  credentials: BackstageCredentials;
  /** For the audit of a change, when it came by HTTP. */
  request?: AuditorServiceCreateEventOptions['request'];
}

/** What is stale, for one reader, and what they may do about it. */
export interface StaleService {
  /** @throws NotAllowedError when they may see no container at all. */
  listStale(query: StaleQuery, options: StaleCallOptions): Promise<StalePage>;

  /**
   * Removes what is stale and may be removed, or says what it would remove.
   *
   * @returns a result for each container, in the order of the request; one that is
   * named twice is dealt with once.
   * @throws NotAllowedError when they may change nothing at all.
   */
  cleanUp(
    request: CleanupRequest,
    options: StaleCallOptions,
  ): Promise<CleanupAnswer>;

  /**
   * @throws NotFoundError when there is no such container or they may not see it, and
   * NotAllowedError when they may not snooze it.
   */
  snooze(
    ref: { host: string; id: string },
    input: SnoozeInput,
    options: StaleCallOptions,
  ): Promise<Snooze>;

  /** Of a container that is not snoozed there is nothing to end. Throws the same. */
  endSnooze(
    ref: { host: string; id: string },
    options: StaleCallOptions,
  ): Promise<void>;
}
