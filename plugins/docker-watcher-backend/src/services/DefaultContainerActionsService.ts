import { ActionRequest } from '../lifecycle/ActionTarget';
import { ContainerLifecycle } from '../lifecycle/ContainerLifecycle';
import { Clock } from '../lib/Clock';
import { BegunAction } from './ContainerActionsService';

/** Reverse proxies and browsers wait for much longer than this. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * Does what it is told and decides nothing about who may; that is
 * `AuthorizedContainerActionsService`, through which everybody goes.
 */
export class DefaultContainerActionsService {
  readonly #lifecycle: ContainerLifecycle;
  readonly #clock: Clock;

  static create(options: {
    lifecycle: ContainerLifecycle;
    clock: Clock;
  }): DefaultContainerActionsService {
    return new DefaultContainerActionsService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultContainerActionsService.create>[0],
  ) {
    this.#lifecycle = options.lifecycle;
    this.#clock = options.clock;
  }

  async perform(request: ActionRequest): Promise<BegunAction> {
    const { action } = request;
    const answered = new AbortController();
    const ending = this.#lifecycle.perform(request);
    try {
      const outcome = await Promise.race([
        ending,
        this.#clock
          .sleep(ANSWER_WITHIN_MS, answered.signal)
          .then(() => 'pending' as const),
      ]);
      return {
        answer: { action, outcome },
        ...(outcome === 'pending' && { ending }),
      };
    } finally {
      answered.abort();
    }
  }
}
