import {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  BegunAction,
  ContainerActionCall,
  ContainerActionOptions,
  ContainerActionsService,
} from './ContainerActionsService';

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
      await this.#settle(event, error);
      throw error;
    }
    const { answer, ending } = begun;
    if (ending) {
      ending.then(
        outcome => this.#settle(event, undefined, outcome),
        error => this.#settle(event, error),
      );
    } else {
      await this.#settle(event, undefined, answer.outcome);
    }
    return begun;
  }

  /** What has been done is not undone by an audit that fails to say so. */
  async #settle(
    event: AuditorServiceEvent,
    error: unknown,
    outcome?: string,
  ): Promise<void> {
    try {
      if (error === undefined) {
        await event.success({ meta: { outcome: outcome ?? 'done' } });
      } else {
        await event.fail({
          error: isError(error) ? error : new Error(String(error)),
        });
      }
    } catch (failure) {
      this.#logger.error(
        'The end of an action could not be audited',
        isError(failure) ? failure : undefined,
      );
    }
  }
}
