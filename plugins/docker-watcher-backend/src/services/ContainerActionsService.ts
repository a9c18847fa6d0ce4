import {
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ContainerAction,
  ContainerActionAnswer,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';

/** What is asked for. */
export interface ContainerActionCall {
  action: ContainerAction;
  host: string;
  id: string;
  expectedState: ContainerState;
}

export interface ContainerActionOptions {
  credentials: BackstageCredentials;
  /** For the audit, when it came by HTTP. */
  request?: AuditorServiceCreateEventOptions['request'];
}

/** An action whose engine has been asked. */
export interface BegunAction {
  answer: ContainerActionAnswer;
  /** While the answer is `pending`: settles with what comes of it. */
  ending?: Promise<'done' | 'unchanged'>;
}

/** Does something to a container for somebody. */
export interface ContainerActionsService {
  /**
   * @returns after a while at the latest, even if the engine still is at it.
   * @throws NotFoundError when there is none or they may not see it, NotAllowedError when
   * they may not do it, ConflictError when its state is another, and
   * ServiceUnavailableError when the host cannot be reached.
   */
  perform(
    call: ContainerActionCall,
    options: ContainerActionOptions,
  ): Promise<BegunAction>;
}
