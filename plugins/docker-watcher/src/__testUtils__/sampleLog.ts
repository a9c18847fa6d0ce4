import {
  Container,
  WatcherEvent,
  WatcherEventBase,
} from 'backstage-plugin-docker-watcher-common';
import { buildEvent } from './builders';
import { sampleEvents } from './sampleEvents';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Numbers from 0 to 1 that look like chance and are the same each time. */
function* chance(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/** One thing that may happen to a container at any time. */
export function sampleHappening(
  container: Container,
  lot: number,
): WatcherEvent {
  const { host, id, name, workload, image, entityRef } = container;
  const base: Partial<WatcherEventBase> = {
    host,
    workload,
    entityRef,
    containerId: id,
    containerName: name,
  };
  if (lot < 0.05) {
    return buildEvent(
      'container.died',
      { exitCode: 137, oomKilled: true, ranForMs: 3 * HOUR },
      {
        ...base,
        severity: 'error',
        message: `${name} ended by itself with code 137, for want of memory, after running for 3 hours`,
      },
    );
  }
  if (lot < 0.2) {
    return buildEvent(
      'container.health-changed',
      { from: 'healthy', to: 'unhealthy' },
      { ...base, severity: 'warn', message: `${name} is unhealthy` },
    );
  }
  if (lot < 0.45) {
    return buildEvent(
      'container.health-changed',
      { from: 'unhealthy', to: 'healthy' },
      { ...base, message: `${name} is healthy` },
    );
  }
  if (lot < 0.7) {
    return buildEvent(
      'container.stopped',
      { exitCode: 0, signal: '15', ranForMs: 5 * HOUR },
      { ...base, message: `${name} was stopped after running for 5 hours` },
    );
  }
  return buildEvent(
    'container.started',
    { image },
    { ...base, message: `${name} started` },
  );
}

/** A week of a small company's log, the newest first. */
export function sampleLog(
  containers: readonly Container[],
  now: number,
): WatcherEvent[] {
  const events = [...sampleEvents(containers, now)];
  const add = (ago: number, event: WatcherEvent) => {
    const at = new Date(now - ago).toISOString();
    events.push({ ...event, at, occurredAt: at });
  };
  const lots = chance(7);
  const next = () => lots.next().value;
  for (let index = 0; index < 260; index += 1) {
    const container = containers[Math.floor(next() * containers.length)];
    // Nights are quieter than days, and the middle of the week is busiest.
    const ago = 7 * DAY * next() ** 1.4;
    add(ago, sampleHappening(container, next()));
  }
  const person: Partial<WatcherEventBase> = {
    host: undefined,
    containerId: undefined,
    containerName: undefined,
    workload: undefined,
    actor: 'user:default/ada',
  };
  add(
    4 * MINUTE,
    buildEvent(
      'settings.changed',
      {
        version: 4,
        changes: [
          { field: 'eventLog.retentionDays.info', from: 'config', to: 14 },
          { field: 'stale.thresholdDays', from: 7, to: 10 },
        ],
      },
      {
        ...person,
        source: 'settings',
        message:
          'Settings changed: eventLog.retentionDays.info to 14, stale.thresholdDays to 10',
      },
    ),
  );
  const [first] = containers;
  add(
    9 * MINUTE,
    buildEvent(
      'user.container-action',
      {
        action: 'restart',
        outcome: 'refused',
        reason: `Host '${first.host}' is read-only`,
      },
      {
        source: 'user',
        severity: 'warn',
        host: first.host,
        containerId: first.id,
        containerName: first.name,
        workload: first.workload,
        actor: 'user:default/oli',
        message: `Restarting ${first.name} was refused: host '${first.host}' is read-only`,
      },
    ),
  );
  add(
    12 * MINUTE,
    buildEvent(
      'host.unreachable',
      { reason: 'connect ECONNREFUSED 192.0.2.20:2376' },
      {
        ...person,
        actor: undefined,
        source: 'host',
        severity: 'error',
        host: 'nas',
        message:
          'Host nas is unreachable: connect ECONNREFUSED 192.0.2.20:2376',
      },
    ),
  );
  return events
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((event, index) => ({ ...event, id: String(index + 1) }))
    .reverse();
}
