import {
  Container,
  ContainerHealth,
  ContainerState,
  EventSeverity,
  HostState,
} from 'backstage-plugin-docker-watcher-common';
import { explainExitCode } from './explainExitCode';
import { Tone } from './tone';

/** The tone of a container's state. Having ended as asked is not a failure. */
export function toneOfState(
  container: Pick<Container, 'state' | 'exitCode' | 'oomKilled'>,
): Tone {
  const tones: Record<ContainerState, Tone> = {
    running: 'success',
    restarting: 'warning',
    paused: 'info',
    created: 'neutral',
    exited: 'neutral',
    removing: 'neutral',
    dead: 'danger',
  };
  const { state, exitCode, oomKilled } = container;
  if (state !== 'exited' || exitCode === undefined) {
    return tones[state];
  }
  const { kind } = explainExitCode(exitCode, oomKilled);
  return kind === 'success' || kind === 'terminated' ? 'neutral' : 'danger';
}

/** The tone of a health check's verdict. */
export function toneOfHealth(health: ContainerHealth): Tone {
  const tones: Record<ContainerHealth, Tone> = {
    none: 'neutral',
    starting: 'info',
    healthy: 'success',
    unhealthy: 'danger',
  };
  return tones[health];
}

/** The tone of a host's connection. */
export function toneOfHost(state: HostState): Tone {
  const tones: Record<HostState, Tone> = {
    connected: 'success',
    connecting: 'info',
    unreachable: 'danger',
    misconfigured: 'warning',
  };
  return tones[state];
}

/** The tone of how much an event matters. */
export function toneOfSeverity(severity: EventSeverity): Tone {
  const tones: Record<EventSeverity, Tone> = {
    info: 'neutral',
    warn: 'warning',
    error: 'danger',
  };
  return tones[severity];
}

/** Since when the container has been in its present state, if the engine told. */
export function stateSince(
  container: Pick<
    Container,
    'state' | 'startedAt' | 'finishedAt' | 'createdAt'
  >,
): string | undefined {
  switch (container.state) {
    case 'running':
    case 'paused':
      return container.startedAt;
    case 'created':
      return container.createdAt;
    case 'exited':
    case 'dead':
    case 'restarting':
    case 'removing':
      return container.finishedAt;
    default: {
      const unknown: never = container.state;
      return unknown;
    }
  }
}
