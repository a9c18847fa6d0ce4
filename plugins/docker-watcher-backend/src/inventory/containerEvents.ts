import {
  EventKind,
  EventSeverity,
  WatcherEventDetails,
} from 'backstage-plugin-docker-watcher-common';
import { Duration } from 'luxon';
import { NewEvent } from '../eventLog/EventLogStore';
import { judgeEnd } from './judgeEnd';
import { TrackedContainer } from './TrackedContainer';

/** The container an event is about, and how it came to be known. */
export interface ContainerEventContext {
  host: string;
  container: Pick<
    TrackedContainer,
    'id' | 'name' | 'workload' | 'entityRef' | 'image' | 'detail' | 'startedAt'
  >;
  /** The engine's time, milliseconds since the epoch. */
  occurredAt: number;
  inferred: boolean;
}

export function containerCreated(context: ContainerEventContext): NewEvent {
  const { image, name } = context.container;
  return build(context, {
    kind: 'container.created',
    message: `${name} was created from ${image}`,
    details: { image },
  });
}

export function containerStarted(context: ContainerEventContext): NewEvent {
  const { image, name } = context.container;
  return build(context, {
    kind: 'container.started',
    message: `${name} started`,
    details: { image },
  });
}

/** An end, told as `died` or `stopped` by who caused it. */
export function containerEnded(
  context: ContainerEventContext,
  end: {
    exitCode?: number;
    oomKilled?: boolean;
    asked?: { signal?: string };
  },
): NewEvent {
  const { name, detail, startedAt } = context.container;
  const { exitCode, oomKilled, asked } = end;
  const { kind, severity } = judgeEnd({
    exitCode,
    oomKilled,
    asked: asked !== undefined,
    restartPolicy: detail?.restartPolicy,
  });
  const ranForMs =
    startedAt !== undefined && startedAt <= context.occurredAt
      ? context.occurredAt - startedAt
      : undefined;
  const code =
    exitCode === undefined ? 'unknown exit code' : `code ${exitCode}`;
  const after =
    ranForMs === undefined ? '' : ` after running for ${inWords(ranForMs)}`;
  if (kind === 'container.stopped') {
    return build(context, {
      kind,
      severity,
      message: `${name} was stopped, with ${code}${after}`,
      details: defined({ exitCode, signal: asked?.signal, ranForMs }),
    });
  }
  let what = `ended by itself with ${code}`;
  if (oomKilled) {
    what = 'was killed because it ran out of memory';
  } else if (exitCode === 0) {
    what = 'finished, with code 0';
  }
  return build(context, {
    kind,
    severity,
    message: `${name} ${what}${after}`,
    details: defined({ exitCode, oomKilled, ranForMs }),
  });
}

export function containerRestarted(context: ContainerEventContext): NewEvent {
  return build(context, {
    kind: 'container.restarted',
    message: `${context.container.name} was restarted`,
    details: {},
  });
}

export function containerPaused(context: ContainerEventContext): NewEvent {
  return build(context, {
    kind: 'container.paused',
    message: `${context.container.name} was paused`,
    details: {},
  });
}

export function containerUnpaused(context: ContainerEventContext): NewEvent {
  return build(context, {
    kind: 'container.unpaused',
    message: `${context.container.name} goes on after a pause`,
    details: {},
  });
}

export function containerRenamed(
  context: ContainerEventContext,
  from: string,
): NewEvent {
  const { name: to } = context.container;
  return build(context, {
    kind: 'container.renamed',
    message: `${from} is called ${to} now`,
    details: { from, to },
  });
}

export function containerRemoved(context: ContainerEventContext): NewEvent {
  const { image, name } = context.container;
  return build(context, {
    kind: 'container.removed',
    message: `${name} was removed`,
    details: { image },
  });
}

export function containerHealthChanged(
  context: ContainerEventContext,
  change: WatcherEventDetails['container.health-changed'],
): NewEvent {
  const { name } = context.container;
  return build(context, {
    kind: 'container.health-changed',
    severity: change.to === 'unhealthy' ? 'warn' : 'info',
    message: `${name} is ${
      change.to === 'none' ? 'no longer checked' : change.to
    }`,
    details: change,
  });
}

export function containerCrashLooping(
  context: ContainerEventContext,
  details: WatcherEventDetails['container.crash-looping'],
): NewEvent {
  const { name } = context.container;
  return build(context, {
    kind: 'container.crash-looping',
    severity: 'error',
    message: `${name} keeps crashing: it ended ${
      details.restarts
    } times in ${inWords(details.windowMs)}`,
    details,
  });
}

export function containerCrashLoopEnded(
  context: ContainerEventContext,
  details: WatcherEventDetails['container.crash-loop-ended'],
  options: {
    /** It stays down, as when the engine has tried often enough. */
    gaveUp?: boolean;
  } = {},
): NewEvent {
  const { name } = context.container;
  return build(context, {
    kind: 'container.crash-loop-ended',
    severity: options.gaveUp ? 'error' : 'info',
    message: `${name} ${
      options.gaveUp ? 'is not started any more' : 'no longer crashes'
    }; it ended ${details.restarts} times in ${inWords(details.durationMs)}`,
    details,
  });
}

function build<K extends EventKind>(
  context: ContainerEventContext,
  event: {
    kind: K;
    severity?: EventSeverity;
    message: string;
    details: WatcherEventDetails[K];
  },
): NewEvent {
  const { host, container, occurredAt, inferred } = context;
  const built = {
    severity: 'info' as const,
    ...event,
    source: 'container' as const,
    host,
    containerId: container.id,
    containerName: container.name,
    workload: container.workload,
    ...(container.entityRef !== undefined && {
      entityRef: container.entityRef,
    }),
    occurredAt: new Date(occurredAt).toISOString(),
    inferred,
  };
  // The compiler cannot follow that K ties kind and details together.
  return built as NewEvent;
}

function defined<T extends object>(details: T): T {
  for (const key of Object.keys(details) as (keyof T)[]) {
    if (details[key] === undefined) {
      delete details[key];
    }
  }
  return details;
}

/** `3 minutes`, in the one unit that fits. */
function inWords(ms: number): string {
  const duration = Duration.fromMillis(ms, { locale: 'en' });
  for (const unit of ['days', 'hours', 'minutes'] as const) {
    const count = Math.floor(duration.as(unit));
    if (count >= 1) {
      return Duration.fromObject({ [unit]: count }, { locale: 'en' }).toHuman();
    }
  }
  return Duration.fromObject(
    { seconds: Math.floor(duration.as('seconds')) },
    { locale: 'en' },
  ).toHuman();
}
