import { NewEvent } from '../../src/eventLog/EventLogStore';

/** An event about nothing that exists, with a text to find it by. */
export function hostEvent(text: string): NewEvent {
  return {
    kind: 'host.unreachable',
    severity: 'error',
    source: 'host',
    host: 'local',
    occurredAt: '2026-01-01T00:00:00.000Z',
    inferred: false,
    message: `Host local cannot be reached: ${text}`,
    details: { reason: 'Connection refused' },
  };
}
