import {
  AuditorService,
  AuditorServiceCreateEventOptions,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  CleanupAnswer,
  CleanupRequest,
  Snooze,
  SnoozeInput,
  StalePage,
  StaleQuery,
} from 'backstage-plugin-docker-watcher-common';
import { StaleCallOptions, StaleService } from './StaleService';
import { settleAudit } from './settleAudit';

/** Has every change audited, also those that are refused. Without an audit, no change. */
export class AuditedStaleService implements StaleService {
  readonly #stale: StaleService;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;

  static create(options: {
    stale: StaleService;
    auditor: AuditorService;
    logger: LoggerService;
  }): AuditedStaleService {
    return new AuditedStaleService(options);
  }

  private constructor(
    options: Parameters<typeof AuditedStaleService.create>[0],
  ) {
    this.#stale = options.stale;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  async listStale(
    query: StaleQuery,
    options: StaleCallOptions,
  ): Promise<StalePage> {
    return this.#stale.listStale(query, options);
  }

  async cleanUp(
    request: CleanupRequest,
    options: StaleCallOptions,
  ): Promise<CleanupAnswer> {
    const { containers, dryRun = false, removeVolumes = false } = request;
    return this.#audited({
      event: {
        eventId: 'stale-cleanup',
        severityLevel: dryRun ? 'low' : 'high',
        request: options.request,
        meta: {
          containers: containers.map(({ host, id }) => ({ host, id })),
          dryRun,
          removeVolumes,
        },
      },
      run: () => this.#stale.cleanUp(request, options),
      metaOf: ({ results }) => ({
        results: results.map(({ host, id, outcome, reason }) => ({
          ...{ host, id, outcome },
          ...(reason !== undefined && { reason }),
        })),
      }),
    });
  }

  async snooze(
    ref: { host: string; id: string },
    input: SnoozeInput,
    options: StaleCallOptions,
  ): Promise<Snooze> {
    const { host, id } = ref;
    const { days, note } = input;
    return this.#audited({
      event: {
        eventId: 'stale-snooze',
        severityLevel: 'medium',
        request: options.request,
        meta: { host, id, days, ...(note !== undefined && { note }) },
      },
      run: () => this.#stale.snooze(ref, input, options),
      metaOf: ({ workload, until }) => ({ workload, until }),
    });
  }

  async endSnooze(
    ref: { host: string; id: string },
    options: StaleCallOptions,
  ): Promise<void> {
    const { host, id } = ref;
    return this.#audited({
      event: {
        eventId: 'stale-snooze-end',
        severityLevel: 'medium',
        request: options.request,
        meta: { host, id },
      },
      run: () => this.#stale.endSnooze(ref, options),
      metaOf: () => ({}),
    });
  }

  async #audited<T>(options: {
    event: AuditorServiceCreateEventOptions;
    run: () => Promise<T>;
    metaOf: (outcome: T) => JsonObject;
  }): Promise<T> {
    const { event, run, metaOf } = options;
    const attempt = await this.#auditor.createEvent(event);
    let outcome: T;
    try {
      outcome = await run();
    } catch (error) {
      await settleAudit(attempt, { error }, this.#logger);
      throw error;
    }
    await settleAudit(attempt, { meta: metaOf(outcome) }, this.#logger);
    return outcome;
  }
}
