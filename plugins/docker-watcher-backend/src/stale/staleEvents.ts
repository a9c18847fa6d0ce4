import { Container, Snooze } from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../eventLog/EventLogStore';
import { StaleVerdict } from './judgeStaleness';

/** The container an event about staleness names. */
export type StaleEventSubject = Pick<
  Container,
  'host' | 'id' | 'name' | 'workload' | 'entityRef'
>;

/** It may go. @param now - milliseconds since the epoch */
export function containerStale(
  container: StaleEventSubject,
  verdict: Exclude<StaleVerdict, { verdict: 'fresh' }>,
  now: number,
): NewEvent {
  const { thresholdDays, thresholdFrom, reasons } = verdict.staleness;
  return {
    ...about(container, now),
    kind: 'container.stale',
    severity: 'warn',
    message: `${container.name} is stale: ${reasons.join('; ')}`,
    details: {
      thresholdDays,
      thresholdFrom,
      lastAliveAt: new Date(verdict.idleSince).toISOString(),
      reasons,
    },
  };
}

const WHY_NOT = {
  alive: 'it is in use again',
  threshold: 'its threshold is not over any more',
  snoozed: 'somebody wants to keep it for now',
  exempt: 'it is to be kept',
} as const;

/** It may not go any more. @param now - milliseconds since the epoch */
export function containerNoLongerStale(
  container: StaleEventSubject,
  because: keyof typeof WHY_NOT,
  now: number,
): NewEvent {
  return {
    ...about(container, now),
    kind: 'container.no-longer-stale',
    severity: 'info',
    message: `${container.name} is no longer stale: ${WHY_NOT[because]}`,
    details: { because },
  };
}

/** Somebody keeps it for some days. */
export function snoozed(
  container: StaleEventSubject,
  snooze: Snooze,
  days: number,
): NewEvent {
  const { by, until, note, at } = snooze;
  return {
    ...about(container, Date.parse(at)),
    kind: 'stale.snoozed',
    severity: 'info',
    actor: by,
    message: `${by} keeps ${container.name} until ${until.slice(0, 10)}${
      note ? `: ${note}` : ''
    }`,
    details: { until, days, ...(note !== undefined && { note }) },
  };
}

/** Somebody ended that. @param options.now - milliseconds since the epoch */
export function snoozeEnded(
  container: StaleEventSubject,
  snooze: Snooze,
  options: { actor: string; now: number },
): NewEvent {
  const { actor, now } = options;
  return {
    ...about(container, now),
    kind: 'stale.snooze-ended',
    severity: 'info',
    actor,
    message: `${actor} no longer keeps ${container.name}`,
    details: { until: snooze.until },
  };
}

function about(container: StaleEventSubject, now: number) {
  const { host, id, name, workload, entityRef } = container;
  return {
    source: 'stale' as const,
    host,
    containerId: id,
    containerName: name,
    workload,
    ...(entityRef !== undefined && { entityRef }),
    occurredAt: new Date(now).toISOString(),
    inferred: false,
  };
}
