import { ContainerAction, ContainerState } from './types';

/**
 * The states in which each action makes sense.
 * @public
 */
export const CONTAINER_ACTION_STATES: Readonly<
  Record<ContainerAction, readonly ContainerState[]>
> = {
  start: ['created', 'exited'],
  stop: ['running', 'paused', 'restarting'],
  restart: ['running', 'paused', 'restarting'],
  // Never by force: what runs has to be stopped first.
  remove: ['created', 'exited', 'dead'],
};

/**
 * Every action, in the order in which they are offered.
 * @public
 */
export const CONTAINER_ACTIONS: readonly ContainerAction[] = [
  'start',
  'stop',
  'restart',
  'remove',
];

/**
 * Whether an action fits a state, or else why not.
 * @public
 */
export type ContainerActionVerdict =
  | 'fits'
  | 'is-running'
  | 'is-not-running'
  /** It has to be unpaused first, which only its host can do. */
  | 'is-paused'
  /** It is being removed, or what is left of it can only be removed. */
  | 'is-leaving';

/**
 * Whether an action fits the state of a container.
 * @public
 */
export function judgeContainerAction(
  action: ContainerAction,
  state: ContainerState,
): ContainerActionVerdict {
  if (CONTAINER_ACTION_STATES[action].includes(state)) {
    return 'fits';
  }
  switch (state) {
    case 'removing':
      return 'is-leaving';
    case 'dead':
      return action === 'start' ? 'is-leaving' : 'is-not-running';
    case 'paused':
      return action === 'start' ? 'is-paused' : 'is-running';
    case 'running':
    case 'restarting':
      return 'is-running';
    default:
      return 'is-not-running';
  }
}
