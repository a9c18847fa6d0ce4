import { EngineEvent } from 'backstage-plugin-docker-watcher-node';
import { NewEvent } from '../eventLog/EventLogStore';
import {
  ContainerEventContext,
  containerCrashLooping,
  containerCrashLoopEnded,
  containerCreated,
  containerEnded,
  containerHealthChanged,
  containerPaused,
  containerRemoved,
  containerRenamed,
  containerRestarted,
  containerStarted,
  containerUnpaused,
} from './containerEvents';
import { foldDeath } from './foldCrashLoop';
import { storableName } from './storableText';
import { isAlive, RunMemory, TrackedContainer } from './TrackedContainer';
import { withName } from './withName';

/** Signals that are sent to end a container, whatever it makes of them. */
const ENDING_SIGNALS = new Set(['2', '3', '6', '9', '15']);
/** Any other signal counts as the cause of an end for this long. */
const OTHER_SIGNAL_MS = 10_000;
/** An event tells of a start a little after the engine's own time of it. */
const START_DELAY_MS = 2_000;
/** When the run is over already, the engine may be starting the next one. */
const SHORT_RUN_DELAY_MS = 100;

/** What an event of the engine does to a container. */
export type EngineEventStep =
  /** The log tells of it already, or it changes nothing. */
  | { result: 'told' }
  | {
      result: 'changed';
      container: TrackedContainer;
      events: NewEvent[];
      /** Facts about it changed that events do not carry. */
      inspect: boolean;
    }
  | { result: 'removed'; container: TrackedContainer; events: NewEvent[] };

/**
 * Applies an event to a container that exists as far as we know.
 *
 * A look at the engine may have told of an event before it arrives. It is then
 * recognised: by the state it would lead to, and by times of the engine that lie
 * before what is known. So each transition is told once, whichever came first.
 */
export function applyEngineEvent(
  container: TrackedContainer,
  event: EngineEvent,
  host: string,
): EngineEventStep {
  const at = Math.floor(Number(event.timeNano) / 1e6);
  const context: ContainerEventContext = {
    host,
    container,
    occurredAt: at,
    inferred: false,
  };
  const run = container.run ?? {};
  switch (event.action) {
    case 'start':
      return start(container, context);
    case 'die':
      return die(container, context, event.exitCode);
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
      return container.state !== 'paused'
        ? { result: 'told' }
        : unpause(container, context);
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
          ...lostBeforeRemoval({ ...context, container, inferred: true }),
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
    occurredAt: Math.floor(Number(event.timeNano) / 1e6),
    inferred: false,
  });
}

function start(
  container: TrackedContainer,
  context: ContainerEventContext,
): EngineEventStep {
  const { occurredAt: at } = context;
  const { state, startedAt, finishedAt, run = {} } = container;
  const isUp = state === 'running' || state === 'paused';
  const isKnown = isUp
    ? startedAt === undefined || at < startedAt + START_DELAY_MS
    : (finishedAt !== undefined && at < finishedAt) ||
      (run.inferred === true &&
        startedAt !== undefined &&
        at < startedAt + SHORT_RUN_DELAY_MS);
  if (isKnown) {
    return { result: 'told' };
  }
  if (isUp) {
    return startAgain(container, context);
  }
  const {
    asked: _asked,
    oom: _oom,
    inferred: _inferred,
    healthBefore: _health,
    ...kept
  } = run;
  const {
    exitCode: _code,
    oomKilled: _killed,
    finishedAt: _finished,
    lastAliveAt: _alive,
    ...rest
  } = container;
  const next: TrackedContainer = { ...rest, run: kept };
  return changed(
    next,
    { state: 'running', startedAt: at, ...looped(kept, at) },
    kept.crashLoop
      ? []
      : [
          containerStarted({
            ...context,
            container: { ...next, startedAt: at },
          }),
        ],
  );
}

/** An engine that was killed says nothing of what ended with it. */
function startAgain(
  container: TrackedContainer,
  context: ContainerEventContext,
): EngineEventStep {
  const ended = die(container, { ...context, inferred: true }, undefined);
  if (ended.result !== 'changed') {
    return ended;
  }
  const { finishedAt: _finished, ...before } = ended.container;
  const started = start(before, context);
  return started.result === 'changed'
    ? { ...started, events: [...ended.events, ...started.events] }
    : started;
}

function die(
  container: TrackedContainer,
  context: ContainerEventContext,
  exitCode: number | undefined,
): EngineEventStep {
  const { occurredAt: at } = context;
  const { state, startedAt, run = {} } = container;
  const isOfEarlierRun = startedAt !== undefined && at < startedAt;
  if (hasEnded(state) || isOfEarlierRun) {
    return { result: 'told' };
  }
  const oomKilled = run.oom === true;
  const asked = askedToEnd(run, at);
  const ended: Partial<TrackedContainer> = defined({
    state: 'exited' as const,
    health: 'none' as const,
    exitCode,
    oomKilled,
    finishedAt: at,
    lastAliveAt: at,
  });
  const before = lostBeforeEnd(state, { ...context, inferred: true });
  const end = containerEnded(context, { exitCode, oomKilled, asked });
  const {
    asked: _asked,
    oom: _oom,
    inferred: _inferred,
    healthBefore: _health,
    ...kept
  } = run;
  if (end.kind === 'container.stopped') {
    const { deaths: _deaths, crashLoop: _loop, ...calm } = kept;
    return changed(container, { ...ended, run: calm }, [
      ...before,
      ...endOfLoop(context),
      end,
    ]);
  }
  const step = foldDeath(kept, at);
  let events: NewEvent[];
  switch (step.result) {
    case 'single':
      events = [...before, end];
      break;
    case 'began':
      events = [
        ...before,
        end,
        containerCrashLooping(
          context,
          defined({
            restarts: step.restarts,
            windowMs: step.windowMs,
            exitCode,
          }),
        ),
      ];
      break;
    default:
      events = before;
  }
  return changed(container, { ...ended, run: step.run }, events);
}

/** Nothing that runs is removed without being ended, and nobody else ends it then. */
function lostBeforeRemoval(
  context: ContainerEventContext & { container: TrackedContainer },
): NewEvent[] {
  const { state } = context.container;
  return state === 'running' || state === 'paused'
    ? [...lostBeforeEnd(state, context), containerEnded(context, { asked: {} })]
    : [];
}

/** What must have gone before an end, though no event told of it. */
function lostBeforeEnd(
  state: TrackedContainer['state'],
  context: ContainerEventContext,
): NewEvent[] {
  switch (state) {
    case 'created':
      return [containerStarted(context)];
    case 'paused':
      // Engines let those go on that they end.
      return [containerUnpaused(context)];
    default:
      return [];
  }
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

/** Whether the end of its run was told, also of one that waits for the next. */
function hasEnded(state: TrackedContainer['state']): boolean {
  return state === 'exited' || state === 'dead' || state === 'restarting';
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

/** Who ended it: somebody, if it was sent a signal for that. */
function askedToEnd(
  run: RunMemory,
  at: number,
): { signal?: string } | undefined {
  const { asked } = run;
  if (!asked) {
    return undefined;
  }
  const isMeant = !asked.signal || ENDING_SIGNALS.has(asked.signal);
  return isMeant || at - asked.at <= OTHER_SIGNAL_MS
    ? defined({ signal: asked.signal })
    : undefined;
}

function endOfLoop(context: ContainerEventContext): NewEvent[] {
  const { crashLoop } = (context.container as TrackedContainer).run ?? {};
  return crashLoop
    ? [
        containerCrashLoopEnded(context, {
          restarts: crashLoop.restarts,
          durationMs: Math.max(0, context.occurredAt - crashLoop.since),
        }),
      ]
    : [];
}

function looped(run: RunMemory, at: number): { run: RunMemory } {
  return {
    run: run.crashLoop
      ? { ...run, crashLoop: { ...run.crashLoop, lastChangeAt: at } }
      : run,
  };
}

function changed(
  container: TrackedContainer,
  change: Partial<TrackedContainer>,
  events: NewEvent[] = [],
): EngineEventStep {
  const next = { ...container, ...change };
  if (next.run && Object.keys(next.run).length === 0) {
    delete next.run;
  }
  return { result: 'changed', container: next, events, inspect: true };
}

function defined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[]) {
    if (value[key] === undefined) {
      delete value[key];
    }
  }
  return value;
}

function unknownAction(action: never): never {
  throw new TypeError(`Unknown engine event '${action}'`);
}
