import {
  Container,
  ContainerAction,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';

/** Something that was asked for, and what the container was like before. */
export interface PendingAction {
  readonly action: ContainerAction;
  readonly state: ContainerState;
  readonly startedAt?: string;
}

const ALIVE: readonly ContainerState[] = ['running', 'paused', 'restarting'];

/** Whether what is known of a container shows that the action was done to it. */
export function isActionSeen(
  pending: PendingAction,
  container: Pick<Container, 'state' | 'startedAt' | 'presence'>,
): boolean {
  const { state, startedAt, presence } = container;
  if (presence === 'missing') {
    return true;
  }
  switch (pending.action) {
    case 'start':
      // It may have ended again already.
      return ALIVE.includes(state) || startedAt !== pending.startedAt;
    case 'restart':
      return startedAt !== pending.startedAt;
    case 'stop':
      return !ALIVE.includes(state);
    default:
      return false;
  }
}

/** The state that made an action impossible, if the backend told. */
export function actualStateOf(error: unknown): ContainerState | undefined {
  for (const layer of [error, error instanceof Error && error.cause]) {
    if (
      typeof layer === 'object' &&
      layer !== null &&
      'actualState' in layer &&
      isContainerState(layer.actualState)
    ) {
      return layer.actualState;
    }
  }
  return undefined;
}

const STATES: readonly ContainerState[] = [
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
];

function isContainerState(value: unknown): value is ContainerState {
  return STATES.some(state => state === value);
}
