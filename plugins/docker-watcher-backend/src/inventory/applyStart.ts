import { applyDie } from './applyDie';
import { ContainerEventContext, containerStarted } from './containerEvents';
import { changed, EngineEventStep } from './EngineEventStep';
import { RunMemory, TrackedContainer } from './TrackedContainer';

/** An event tells of a start a little after the engine's own time of it. */
const START_DELAY_MS = 2_000;
/** When the run is over already, the engine may be starting the next one. */
const SHORT_RUN_DELAY_MS = 100;

/** A start; that of a run that is known already changes nothing. */
export function applyStart(
  container: TrackedContainer,
  context: ContainerEventContext,
  options: { engineRestarted?: boolean } = {},
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
    return startAgain(container, context, options);
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
  options: { engineRestarted?: boolean } = {},
): EngineEventStep {
  const ended = applyDie(container, { ...context, inferred: true }, options);
  if (ended.result !== 'changed') {
    return ended;
  }
  const { finishedAt: _finished, ...before } = ended.container;
  const started = applyStart(before, context);
  return started.result === 'changed'
    ? { ...started, events: [...ended.events, ...started.events] }
    : started;
}

function looped(run: RunMemory, at: number): { run: RunMemory } {
  return {
    run: run.crashLoop
      ? { ...run, crashLoop: { ...run.crashLoop, lastChangeAt: at } }
      : run,
  };
}
