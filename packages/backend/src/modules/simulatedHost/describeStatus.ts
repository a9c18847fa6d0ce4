import {
  ContainerHealth,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';

const UNITS: [ms: number, name: string][] = [
  [7 * 24 * 3_600_000, 'week'],
  [24 * 3_600_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** The words a list of Docker has for a container, such as `Up 3 minutes (healthy)`. */
export function describeStatus(
  container: {
    state: ContainerState;
    health: ContainerHealth;
    exitCode?: number;
    startedAt?: number;
    finishedAt?: number;
  },
  now: number,
): string {
  const { state, health, exitCode } = container;
  const up = `Up ${describeAge(now - (container.startedAt ?? now))}`;
  const ended = `(${exitCode ?? 0}) ${describeAge(
    now - (container.finishedAt ?? now),
  )} ago`;
  switch (state) {
    case 'created':
      return 'Created';
    case 'running':
      return health === 'none' ? up : `${up} (${describeHealth(health)})`;
    case 'paused':
      return `${up} (Paused)`;
    case 'restarting':
      return `Restarting ${ended}`;
    case 'exited':
      return `Exited ${ended}`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    default: {
      const unknown: never = state;
      return unknown;
    }
  }
}

function describeHealth(health: ContainerHealth): string {
  return health === 'starting' ? 'health: starting' : health;
}

function describeAge(ms: number): string {
  for (const [unitMs, name] of UNITS) {
    const count = Math.floor(ms / unitMs);
    if (count > 0) {
      return `${count} ${name}${count === 1 ? '' : 's'}`;
    }
  }
  const seconds = Math.max(1, Math.floor(ms / 1_000));
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
}
