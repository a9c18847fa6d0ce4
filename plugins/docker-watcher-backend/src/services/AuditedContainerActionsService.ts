import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  BegunAction,
  ContainerActionCall,
  ContainerActionOptions,
  ContainerActionsService,
} from './ContainerActionsService';
import { settleAudit } from './settleAudit';

/** Has every attempt audited, also those that are refused. Without an audit, no action. */
export class AuditedContainerActionsService implements ContainerActionsService {
  readonly #actions: ContainerActionsService;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;

  static create(options: {
    actions: ContainerActionsService;
    auditor: AuditorService;
    logger: LoggerService;
  }): AuditedContainerActionsService {
    return new AuditedContainerActionsService(options);
  }

  private constructor(
    options: Parameters<typeof AuditedContainerActionsService.create>[0],
  ) {
    this.#actions = options.actions;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  async perform(
    call: ContainerActionCall,
    options: ContainerActionOptions,
  ): Promise<BegunAction> {
    const { action, host, id, expectedState } = call;
    const event = await this.#auditor.createEvent({
      eventId: `container-${action}`,
      severityLevel: action === 'remove' ? 'high' : 'medium',
      request: options.request,
      meta: { action, host, id, expectedState },
    });
    let begun: BegunAction;
    try {
      begun = await this.#actions.perform(call, options);
    } catch (error) {
      await settleAudit(event, { error }, this.#logger);
      throw error;
    }
    const { answer, ending } = begun;
    if (ending) {
      ending.then(
        outcome => settleAudit(event, { meta: { outcome } }, this.#logger),
        error => settleAudit(event, { error }, this.#logger),
      );
    } else {
      const { outcome } = answer;
      await settleAudit(event, { meta: { outcome } }, this.#logger);
    }
    return begun;
  }
}
