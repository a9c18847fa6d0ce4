import {
  ContainerHealth,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';

/** Docker's seven words and those that only Podman uses. */
const STATES: ReadonlyMap<string, ContainerState> = new Map([
  ['created', 'created'],
  ['running', 'running'],
  ['paused', 'paused'],
  ['restarting', 'restarting'],
  ['removing', 'removing'],
  ['exited', 'exited'],
  ['dead', 'dead'],
  ['configured', 'created'],
  ['initialized', 'created'],
  ['stopping', 'running'],
  ['stopped', 'exited'],
]);

/** Beginnings of the list's `Status`, for answers without a state we know. */
const STATUS_TEXTS: readonly [RegExp, ContainerState][] = [
  [/^up\b.*\(paused\)/i, 'paused'],
  [/^up\b/i, 'running'],
  [/^restarting\b/i, 'restarting'],
  [/^exited\b/i, 'exited'],
  [/^(created|configured|initialized)\b/i, 'created'],
  [/^remov/i, 'removing'],
];

const HEALTHS: ReadonlyMap<string, ContainerHealth> = new Map([
  ['none', 'none'],
  ['', 'none'],
  ['starting', 'starting'],
  // An event of a check that began; the verdict is still to come.
  ['running', 'starting'],
  ['healthy', 'healthy'],
  ['unhealthy', 'unhealthy'],
]);

/**
 * An unknown word is `dead`, the state that promises nothing, unless the status
 * text knows better.
 */
export function parseState(state: unknown, statusText = ''): ContainerState {
  const known =
    typeof state === 'string' ? STATES.get(state.toLowerCase()) : undefined;
  return (
    known ??
    STATUS_TEXTS.find(([pattern]) => pattern.test(statusText))?.[1] ??
    'dead'
  );
}

/** @returns `undefined` for anything that is not a word about health. */
export function parseHealth(health: unknown): ContainerHealth | undefined {
  return typeof health === 'string'
    ? HEALTHS.get(health.trim().toLowerCase())
    : undefined;
}

/**
 * Health is a statement about a running container. Engines keep the last verdict
 * of a container that was stopped, and Docker 20.10 that of a paused one, in
 * their inspections but not in their lists; both count as `none`, so that list
 * and inspection agree.
 */
export function healthInState<T extends ContainerHealth | undefined>(
  health: T,
  state: ContainerState,
): T | 'none' {
  return state === 'running' ? health : 'none';
}

/** Whether the container's process has ended for good. */
export function hasEnded(state: ContainerState): boolean {
  return state === 'exited' || state === 'dead';
}
