import { WatcherEventDetails } from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../eventLog/EventLogStore';
import { ActionRequest } from './ActionTarget';
import { DONE } from './requireActionFits';

/** How an action ended once its engine had been asked. */
export type ActionEnd =
  | { result: 'done' | 'unchanged' }
  | { result: 'refused' | 'failed'; reason: string };

/** Tells who wanted what, and what came of it. */
export function containerActionEvent(
  request: ActionRequest,
  end: ActionEnd,
  /** Milliseconds since the epoch. */
  now: number,
): NewEvent {
  const { action, actor, container, removeVolumes } = request;
  const { host, id, name, workload, entityRef } = container;
  const details: WatcherEventDetails['user.container-action'] =
    end.result === 'refused' || end.result === 'failed'
      ? { action, outcome: end.result, reason: end.reason }
      : { action, outcome: 'succeeded' };
  if (removeVolumes) {
    details.removeVolumes = true;
  }
  return {
    kind: 'user.container-action',
    source: 'user',
    severity: details.outcome === 'succeeded' ? 'info' : 'warn',
    host,
    containerId: id,
    containerName: name,
    workload,
    ...(entityRef !== undefined && { entityRef }),
    actor,
    occurredAt: new Date(now).toISOString(),
    inferred: false,
    message: tell(request, end),
    details,
  };
}

function tell(request: ActionRequest, end: ActionEnd) {
  const { action, actor, container, removeVolumes } = request;
  const { name } = container;
  switch (end.result) {
    case 'done':
      return `${name} was ${DONE[action]}${
        removeVolumes ? ' with its volumes without a name' : ''
      } by ${actor}`;
    case 'unchanged':
      return `${actor} wanted to ${action} ${name}, where nothing was left to do`;
    case 'refused':
      return `${actor} wanted to ${action} ${name}, which was refused`;
    default:
      return `${actor} wanted to ${action} ${name}, which failed`;
  }
}
