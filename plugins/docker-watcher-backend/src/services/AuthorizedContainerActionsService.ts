import { AuthorizedInventoryService } from './AuthorizedInventoryService';
import { ContainerActionDecisions } from './ContainerActionDecisions';
import {
  BegunAction,
  ContainerActionCall,
  ContainerActionOptions,
  ContainerActionsService,
} from './ContainerActionsService';
import { DefaultContainerActionsService } from './DefaultContainerActionsService';
import { noSuchContainer } from './DefaultInventoryService';

/**
 * The one place that decides who may do what to a container. One that may not be read is
 * answered exactly like one that does not exist, whatever else may be wrong.
 */
export class AuthorizedContainerActionsService
  implements ContainerActionsService
{
  readonly #actions: DefaultContainerActionsService;
  readonly #inventory: Pick<AuthorizedInventoryService, 'getReadableContainer'>;
  readonly #decisions: ContainerActionDecisions;

  static create(options: {
    actions: DefaultContainerActionsService;
    inventory: Pick<AuthorizedInventoryService, 'getReadableContainer'>;
    decisions: ContainerActionDecisions;
  }): AuthorizedContainerActionsService {
    return new AuthorizedContainerActionsService(options);
  }

  private constructor(
    options: Parameters<typeof AuthorizedContainerActionsService.create>[0],
  ) {
    this.#actions = options.actions;
    this.#inventory = options.inventory;
    this.#decisions = options.decisions;
  }

  async perform(
    call: ContainerActionCall,
    options: ContainerActionOptions,
  ): Promise<BegunAction> {
    const { credentials } = options;
    const { action, host, id, expectedState } = call;
    const container = await this.#inventory.getReadableContainer(
      { host, id },
      { credentials },
    );
    const { actor } = await this.#decisions.require(
      action,
      container,
      credentials,
    );
    if (container.presence === 'missing') {
      throw noSuchContainer(call);
    }
    return this.#actions.perform({ action, container, expectedState, actor });
  }
}
