import { EngineEvent } from 'backstage-plugin-docker-watcher-node';
import { NewEvent } from '../eventLog/EventLogStore';
import { nanoToMs } from '../lib/nanoToMs';
import { applyDie, endOfLoop, lostBeforeRemoval } from './applyDie';
import { applyStart } from './applyStart';
import {
  ContainerEventContext,
  containerCreated,
  containerHealthChanged,
  containerPaused,
  containerRemoved,
  containerRenamed,
  containerRestarted,
  containerUnpaused,
} from './containerEvents';
import { changed, defined, EngineEventStep } from './EngineEventStep';
import { storableName } from './storableText';
import { isAlive, TrackedContainer } from './TrackedContainer';
import { withName } from './withName';

/**
 * Applies an event to a container that exists as far as we know.
 *
 * A look at the engine may have told of an event before it arrives. It is then
 * recognised: by the state it would lead to, and by times of the engine that lie
 * before what is known. So each transition is told once, whichever came first.
 *
 * @param options - `engineRestarted`: by then it let paused containers go on to end
 * them, but may have forgotten to have told. An engine that kills a paused container
 * does not let it go on.
 */
export function applyEngineEvent(
  container: TrackedContainer,
  event: EngineEvent,
  options: { host: string; engineRestarted?: boolean },
): EngineEventStep {
  const { host, engineRestarted } = options;
  const at = nanoToMs(event.timeNano);
  const context: ContainerEventContext = {
    host,
    container,
    occurredAt: at,
    inferred: false,
  };
  const run = container.run ?? {};
  switch (event.action) {
    case 'start':
      return applyStart(container, context, { engineRestarted });
    case 'die':
      return applyDie(container, context, {
        exitCode: event.exitCode,
        engineRestarted,
      });
    case 'kill':
      return changed(container, {
        run: { ...run, asked: defined({ at, signal: event.signal }) },
      });
    case 'oom':
      return changed(container, { run: { ...run, oom: true } });
    case 'restart':
      return {
        result: 'changed',
        container,
        events: run.crashLoop ? [] : [containerRestarted(context)],
        inspect: false,
      };
    case 'pause':
      return container.state === 'paused' || !isAlive(container.state)
        ? { result: 'told' }
        : changed(
            container,
            {
              state: 'paused',
              health: 'none',
              run: { ...run, healthBefore: container.health },
            },
            [containerPaused(context)],
          );
    case 'unpause':
      return container.state === 'paused'
        ? unpause(container, context)
        : unpauseUnknown(container, context, engineRestarted);
    case 'rename':
      return rename(container, context, event.name);
    case 'health_status':
      return health(container, context, event.health);
    case 'update':
      return changed(container, {});
    case 'destroy':
      return {
        result: 'removed',
        container,
        events: [
          ...endOfLoop(context),
          ...lostBeforeRemoval(
            container,
            { ...context, inferred: true },
            engineRestarted,
          ),
          containerRemoved(context),
        ],
      };
    case 'create':
    case 'stop':
      // Known already; and what stops also dies, which tells more.
      return { result: 'told' };
    default:
      return unknownAction(event.action);
  }
}

/** A container that was created, as far as the event and an inspection tell. */
export function createdEvent(
  container: TrackedContainer,
  event: EngineEvent,
  host: string,
): NewEvent {
  return containerCreated({
    host,
    container,
    occurredAt: nanoToMs(event.timeNano),
    inferred: false,
  });
}

/**
 * Of one that is not paused as far as we know. An engine that is killed right after it
 * paused a container never tells of that, and lets the container go on as it starts.
 */
function unpauseUnknown(
  container: TrackedContainer,
  context: ContainerEventContext,
  engineRestarted: boolean | undefined,
): EngineEventStep {
  const { state, startedAt, run = {} } = container;
  const isOfThisRun =
    startedAt === undefined || context.occurredAt >= startedAt;
  // What a look concluded, the look has told of.
  return engineRestarted && state === 'running' && isOfThisRun && !run.inferred
    ? changed(container, {}, [
        containerPaused({ ...context, inferred: true }),
        containerUnpaused(context),
      ])
    : { result: 'told' };
}

function unpause(
  container: TrackedContainer,
  context: ContainerEventContext,
): EngineEventStep {
  const { healthBefore, ...kept } = container.run ?? {};
  return changed(
    container,
    {
      state: 'running',
      health: healthBefore ?? container.health,
      run: kept,
    },
    [containerUnpaused(context)],
  );
}

function rename(
  container: TrackedContainer,
  context: ContainerEventContext,
  told: string | undefined,
): EngineEventStep {
  const name = storableName(told ?? '');
  if (!name || name === container.name) {
    return { result: 'told' };
  }
  const renamed = withName(container, name, context.host);
  return changed(renamed, {}, [
    containerRenamed({ ...context, container: renamed }, container.name),
  ]);
}

function health(
  container: TrackedContainer,
  context: ContainerEventContext,
  to: TrackedContainer['health'] | undefined,
): EngineEventStep {
  const { health: from, state } = container;
  if (!to || to === from || state !== 'running') {
    return { result: 'told' };
  }
  return {
    result: 'changed',
    container: { ...container, health: to },
    // That checks begin is no verdict.
    events:
      to === 'healthy' || to === 'unhealthy'
        ? [containerHealthChanged(context, { from, to })]
        : [],
    inspect: false,
  };
}

function unknownAction(action: never): never {
  throw new TypeError(`Unknown engine event '${action}'`);
}
