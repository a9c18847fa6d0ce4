import {
  EventKind,
  EventSeverity,
  WatcherEventDetails,
} from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../eventLog/EventLogStore';

interface HostEventContext {
  host: string;
  entityRef?: string;
  /** Our time, milliseconds since the epoch. */
  occurredAt: number;
}

export function hostConnected(
  context: HostEventContext,
  details: WatcherEventDetails['host.connected'],
): NewEvent {
  return build(context, {
    kind: 'host.connected',
    severity: 'info',
    message: `Host ${context.host} is connected: ${details.product} ${details.version}`,
    details,
  });
}

export function hostUnreachable(
  context: HostEventContext,
  reason: string,
): NewEvent {
  return build(context, {
    kind: 'host.unreachable',
    severity: 'error',
    message: `Host ${context.host} cannot be reached: ${reason}`,
    details: { reason },
  });
}

export function hostMisconfigured(
  context: HostEventContext,
  reason: string,
): NewEvent {
  return build(context, {
    kind: 'host.misconfigured',
    severity: 'error',
    message: `Host ${context.host} is not watched: ${reason}`,
    details: { reason },
  });
}

function build<K extends EventKind>(
  context: HostEventContext,
  event: {
    kind: K;
    severity: EventSeverity;
    message: string;
    details: WatcherEventDetails[K];
  },
): NewEvent {
  const { host, entityRef, occurredAt } = context;
  const built = {
    ...event,
    source: 'host' as const,
    host,
    ...(entityRef !== undefined && { entityRef }),
    occurredAt: new Date(occurredAt).toISOString(),
    inferred: false,
  };
  // The compiler cannot follow that K ties kind and details together.
  return built as NewEvent;
}
