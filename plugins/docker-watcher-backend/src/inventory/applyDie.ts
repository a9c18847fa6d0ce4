import { NewEvent } from '../eventLog/EventLogStore';
import {
  ContainerEventContext,
  containerCrashLooping,
  containerCrashLoopEnded,
  containerEnded,
  containerStarted,
  containerUnpaused,
} from './containerEvents';
import { changed, defined, EngineEventStep } from './EngineEventStep';
import { foldDeath } from './foldCrashLoop';
import { RunMemory, TrackedContainer } from './TrackedContainer';

/** Signals that are sent to end a container, whatever it makes of them. */
const ENDING_SIGNALS = new Set(['2', '3', '6', '9', '15']);
/** Any other signal counts as the cause of an end for this long. */
const OTHER_SIGNAL_MS = 10_000;

/** The end of a run: asked for or not, told by itself or as part of a loop. */
export function applyDie(
  container: TrackedContainer,
  context: ContainerEventContext,
  end: { exitCode?: number; engineRestarted?: boolean },
): EngineEventStep {
  const { exitCode, engineRestarted } = end;
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
  const before = lostBeforeEnd(
    state,
    { ...context, inferred: true },
    engineRestarted,
  );
  const told = containerEnded(context, { exitCode, oomKilled, asked });
  const {
    asked: _asked,
    oom: _oom,
    inferred: _inferred,
    healthBefore: _health,
    ...kept
  } = run;
  if (told.kind === 'container.stopped') {
    const { deaths: _deaths, crashLoop: _loop, ...calm } = kept;
    return changed(container, { ...ended, run: calm }, [
      ...before,
      ...endOfLoop(context),
      told,
    ]);
  }
  const step = foldDeath(kept, at);
  let events: NewEvent[];
  switch (step.result) {
    case 'single':
      events = [...before, told];
      break;
    case 'began':
      events = [
        ...before,
        told,
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

/** What must have gone before an end, though no event told of it. */
function lostBeforeEnd(
  state: TrackedContainer['state'],
  context: ContainerEventContext,
  engineRestarted: boolean | undefined,
): NewEvent[] {
  switch (state) {
    case 'created':
      return [containerStarted(context)];
    case 'paused':
      return engineRestarted ? [containerUnpaused(context)] : [];
    default:
      return [];
  }
}

/** Nothing that runs is removed without being ended, and nobody else ends it then. */
export function lostBeforeRemoval(
  container: TrackedContainer,
  context: ContainerEventContext,
  engineRestarted: boolean | undefined,
): NewEvent[] {
  const { state } = container;
  return state === 'running' || state === 'paused'
    ? [
        ...lostBeforeEnd(state, context, engineRestarted),
        containerEnded(context, { asked: {} }),
      ]
    : [];
}

/** The end of a crash loop, if it is in one. */
export function endOfLoop(context: ContainerEventContext): NewEvent[] {
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

/** Whether the end of its run was told, also of one that waits for the next. */
function hasEnded(state: TrackedContainer['state']): boolean {
  return state === 'exited' || state === 'dead' || state === 'restarting';
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
