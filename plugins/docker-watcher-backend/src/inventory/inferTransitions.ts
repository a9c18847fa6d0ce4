import { NewEvent } from '../eventLog/EventLogStore';
import {
  ContainerEventContext,
  containerCrashLoopEnded,
  containerCreated,
  containerEnded,
  containerHealthChanged,
  containerPaused,
  containerRemoved,
  containerRenamed,
  containerStarted,
  containerUnpaused,
} from './containerEvents';
import { isAlive, TrackedContainer } from './TrackedContainer';

/**
 * What must have happened between two looks at a container that no event told of.
 *
 * Each event is marked as inferred and carries the engine's own time where an
 * inspection gave one, else the time of the look. Of several runs in between only
 * the last leaves a trace, so no more than that is told.
 *
 * @param options.previous - `undefined` when it is new
 * @param options.next - `undefined` when it is gone
 * @param options.now - the time of the look, milliseconds since the epoch
 * @param options.engineRestarted - by then it let paused containers go on to end them
 */
export function inferTransitions(options: {
  host: string;
  previous?: TrackedContainer;
  next?: TrackedContainer;
  now: number;
  engineRestarted?: boolean;
}): NewEvent[] {
  const { host, previous, next, now, engineRestarted } = options;
  const at = (
    container: TrackedContainer,
    occurredAt: number | undefined,
  ): ContainerEventContext => ({
    host,
    container,
    occurredAt: occurredAt ?? now,
    inferred: true,
  });
  if (!next) {
    return previous
      ? [
          ...loopEnded(previous, at),
          ...(previous.state === 'paused' && engineRestarted
            ? [containerUnpaused(at(previous, undefined))]
            : []),
          // Whoever removed it had it ended.
          ...(isUp(previous)
            ? [containerEnded(at(previous, undefined), { asked: {} })]
            : []),
          containerRemoved(at(previous, undefined)),
        ]
      : [];
  }
  if (!previous) {
    return [
      containerCreated(at(next, next.createdAt)),
      ...(next.startedAt !== undefined || isAlive(next.state)
        ? [containerStarted(at(next, next.startedAt))]
        : []),
      ...(hasEnded(next) ? [ended(next, at)] : []),
      ...(next.state === 'paused'
        ? [containerPaused(at(next, undefined))]
        : []),
    ];
  }
  return [
    ...(previous.name === next.name
      ? []
      : [containerRenamed(at(next, undefined), previous.name)]),
    ...resumed(previous, next, { at, engineRestarted }),
    ...runTransitions(previous, next, at),
    ...paused(previous, next, at),
    ...(isRunning(previous) &&
    isRunning(next) &&
    isSameRun(previous, next) &&
    isVerdict(next) &&
    previous.health !== next.health
      ? [
          containerHealthChanged(at(next, undefined), {
            from: previous.health,
            to: next.health,
          }),
        ]
      : []),
  ];
}

type At = (
  container: TrackedContainer,
  occurredAt: number | undefined,
) => ContainerEventContext;

function runTransitions(
  previous: TrackedContainer,
  next: TrackedContainer,
  at: At,
): NewEvent[] {
  const wasUp = isUp(previous);
  const isUpNow = isUp(next);
  if (previous.run?.crashLoop) {
    // Starts and ends are not told one by one while it lasts.
    return [];
  }
  if (wasUp && isUpNow) {
    return isSameRun(previous, next)
      ? []
      : [
          // The end of the earlier run left nothing but this start.
          containerEnded(at(previous, next.startedAt), {}),
          containerStarted(at(next, next.startedAt)),
        ];
  }
  if (wasUp) {
    return isSameRun(previous, next)
      ? [ended(next, at)]
      : [
          containerEnded(at(previous, next.startedAt), {}),
          containerStarted(at(next, next.startedAt)),
          ended(next, at),
        ];
  }
  if (isUpNow) {
    return [containerStarted(at(next, next.startedAt))];
  }
  const ranInBetween =
    hasEnded(next) &&
    next.startedAt !== undefined &&
    !isSameRun(previous, next);
  return ranInBetween
    ? [containerStarted(at(next, next.startedAt)), ended(next, at)]
    : [];
}

/** One that goes on as it was, or that a starting engine let go on to end it. */
function resumed(
  previous: TrackedContainer,
  next: TrackedContainer,
  options: { at: At; engineRestarted?: boolean },
): NewEvent[] {
  const { at, engineRestarted } = options;
  const isSame = isSameRun(previous, next);
  if (previous.state !== 'paused' || (isSame && next.state === 'paused')) {
    return [];
  }
  return engineRestarted || (isSame && isRunning(next))
    ? [
        containerUnpaused(
          at(previous, isSame ? next.finishedAt : next.startedAt),
        ),
      ]
    : [];
}

function paused(
  previous: TrackedContainer,
  next: TrackedContainer,
  at: At,
): NewEvent[] {
  const wasPaused = previous.state === 'paused' && isSameRun(previous, next);
  return next.state === 'paused' && !wasPaused
    ? [containerPaused(at(next, undefined))]
    : [];
}

function ended(container: TrackedContainer, at: At): NewEvent {
  const { exitCode, oomKilled, finishedAt, run } = container;
  return containerEnded(at(container, finishedAt), {
    exitCode,
    oomKilled,
    asked: run?.asked,
  });
}

function loopEnded(container: TrackedContainer, at: At): NewEvent[] {
  const { crashLoop } = container.run ?? {};
  const context = at(container, undefined);
  return crashLoop
    ? [
        containerCrashLoopEnded(context, {
          restarts: crashLoop.restarts,
          durationMs: Math.max(0, context.occurredAt - crashLoop.since),
        }),
      ]
    : [];
}

function isUp(container: TrackedContainer): boolean {
  return container.state === 'running' || container.state === 'paused';
}

function isRunning(container: TrackedContainer): boolean {
  return container.state === 'running';
}

/** Also of one that waits for its next run. */
function hasEnded(container: TrackedContainer): boolean {
  const { state, finishedAt } = container;
  return (
    state === 'restarting' || (finishedAt !== undefined && !isUp(container))
  );
}

/**
 * Engines tell of verdicts alone: that checks begin, as they do with each run, or
 * go on after a pause is no transition.
 */
function isVerdict({ health }: TrackedContainer): boolean {
  return health === 'healthy' || health === 'unhealthy';
}

/**
 * Whether both are of one run by the engine's start times. An event is a little
 * later than the start it tells of, so a start between two looks is another one
 * only if it is later than the one we knew of.
 */
function isSameRun(
  previous: TrackedContainer,
  next: TrackedContainer,
): boolean {
  return (
    next.startedAt === undefined ||
    (previous.startedAt !== undefined && next.startedAt <= previous.startedAt)
  );
}
