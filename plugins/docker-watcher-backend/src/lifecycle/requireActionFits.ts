import {
  ContainerState,
  judgeContainerAction,
} from 'backstage-plugin-docker-watcher-common';
import { ActionRequest } from './ActionTarget';
import { StateConflictError } from './StateConflictError';

/** What is said of a container an action was done to. */
export const DONE = {
  start: 'started',
  stop: 'stopped',
  restart: 'restarted',
  remove: 'removed',
} as const;

const CURES: Record<
  Exclude<ReturnType<typeof judgeContainerAction>, 'fits'>,
  Partial<Record<ActionRequest['action'], string>>
> = {
  'is-running': {
    start: 'It runs already; restart it if it should begin anew.',
    remove: 'Stop it first; nothing is removed by force.',
  },
  'is-not-running': {
    stop: 'It does not run, so there is nothing to stop.',
    restart: 'It does not run; start it instead.',
  },
  'is-paused': { start: 'Unpause it on the host, or restart it.' },
  'is-leaving': { start: 'Only removing it is left.' },
};

/** What an event tells of is a little later than the engine's own time of it. */
const EVENT_DELAY_MS = 5_000;

/** @throws StateConflictError that names the state and what would help. */
export function requireActionFits(
  request: ActionRequest,
  found: {
    state: ContainerState;
    /** Of its last run, ISO 8601. */
    startedAt?: string;
    finishedAt?: string;
  },
): void {
  const { action, container, expectedState, notRunSince } = request;
  const { state: actual } = found;
  const what = `Container '${container.name}' on host '${container.host}'`;
  if (actual !== expectedState) {
    throw new StateConflictError(
      `${what} is ${actual} now, not ${expectedState} as expected, so nothing was done. Look at it again, and repeat the action with expectedState '${actual}' if it is still wanted.`,
      actual,
    );
  }
  if (notRunSince !== undefined && hasRunSince(found, notRunSince)) {
    throw new StateConflictError(
      `${what} ran meanwhile, so nothing was done. Look at it again, and repeat the action if it is still wanted.`,
      actual,
    );
  }
  const verdict = judgeContainerAction(action, actual);
  if (verdict !== 'fits') {
    throw new StateConflictError(
      `${what} is ${actual}, and what is ${actual} cannot be ${DONE[action]}. ${
        CURES[verdict][action] ?? ''
      }`.trim(),
      actual,
    );
  }
}

function hasRunSince(
  found: { startedAt?: string; finishedAt?: string },
  time: string,
): boolean {
  const latest = Date.parse(time) + EVENT_DELAY_MS;
  return [found.startedAt, found.finishedAt].some(
    one => one !== undefined && Date.parse(one) > latest,
  );
}
