import {
  EventKind,
  EventSeverity,
  EventSource,
} from 'backstage-plugin-docker-watcher-common';

export const EVENT_SEVERITIES: EventSeverity[] = ['error', 'warn', 'info'];

export const EVENT_SOURCES: EventSource[] = [
  'host',
  'container',
  'stale',
  'proxy',
  'settings',
  'notification',
  'user',
];

const KINDS: Record<EventKind, true> = {
  'container.created': true,
  'container.started': true,
  'container.died': true,
  'container.stopped': true,
  'container.restarted': true,
  'container.paused': true,
  'container.unpaused': true,
  'container.renamed': true,
  'container.removed': true,
  'container.health-changed': true,
  'container.crash-looping': true,
  'container.crash-loop-ended': true,
  'host.connected': true,
  'host.unreachable': true,
  'host.misconfigured': true,
  'container.stale': true,
  'container.no-longer-stale': true,
  'stale.snoozed': true,
  'stale.snooze-ended': true,
  'settings.changed': true,
  'user.container-action': true,
};

/** Whether a kind is known here; a newer backend may tell of others. */
export function isEventKind(kind: string): kind is EventKind {
  return Object.hasOwn(KINDS, kind);
}

export const EVENT_KINDS: EventKind[] = Object.keys(KINDS).filter(isEventKind);

/** The sources that kinds are known of. */
export const SOURCES_IN_USE: EventSource[] = EVENT_SOURCES.filter(source =>
  EVENT_KINDS.some(kind => kind.startsWith(`${source}.`)),
);
