import { ConflictError } from '@backstage/errors';
import { ContainerState } from 'backstage-plugin-docker-watcher-common';

/** The container is not in the state that an action needs. */
export class StateConflictError extends ConflictError {
  /** Goes with the answer, so that a caller can decide anew. */
  readonly actualState: ContainerState;

  constructor(message: string, actualState: ContainerState) {
    super(message);
    // The name decides about the status of the answer.
    this.name = 'ConflictError';
    this.actualState = actualState;
  }
}
