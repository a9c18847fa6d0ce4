import {
  Container,
  WatcherEvent,
  WatcherEventBase,
} from 'backstage-plugin-docker-watcher-common';
import { buildEvent, idOf } from './builders';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What may have happened to some of the sample's containers, the newest first. */
export function sampleEvents(
  containers: readonly Container[],
  now: number,
): WatcherEvent[] {
  const events: { ago: number; event: WatcherEvent }[] = [];
  const of = (name: string) => {
    const found = containers.find(container => container.name === name);
    if (!found) {
      throw new Error(`The sample has no container '${name}'`);
    }
    const { id, host, image, workload } = found;
    const base = { host, workload, containerId: id, containerName: name };
    const add = (ago: number, event: WatcherEvent) =>
      events.push({ ago, event });
    return { add, base, image };
  };

  const web = of('shop-web-1');
  const before: Partial<WatcherEventBase> = {
    ...web.base,
    containerId: idOf('the one before'),
  };
  const run = { image: web.image };
  web.add(
    21 * DAY,
    buildEvent('container.created', run, {
      ...web.base,
      message: `shop-web-1 was created from ${web.image}`,
    }),
  );
  web.add(
    21 * DAY + MINUTE,
    buildEvent('container.removed', run, {
      ...before,
      message: 'shop-web-1 was removed',
    }),
  );
  web.add(
    21 * DAY + 2 * MINUTE,
    buildEvent(
      'container.stopped',
      { exitCode: 0, signal: '15' },
      {
        ...before,
        message:
          'shop-web-1 was stopped, with code 0 after running for 40 days',
      },
    ),
  );
  for (let index = 0; index < 30; index += 1) {
    web.add(
      22 * DAY + index * HOUR,
      buildEvent(
        'container.health-changed',
        index % 2
          ? { from: 'healthy', to: 'unhealthy' }
          : { from: 'unhealthy', to: 'healthy' },
        {
          ...before,
          severity: index % 2 ? 'warn' : 'info',
          message: `shop-web-1 is ${index % 2 ? 'unhealthy' : 'healthy'}`,
        },
      ),
    );
  }
  web.add(
    3 * DAY,
    buildEvent('container.started', run, {
      ...web.base,
      inferred: true,
      message: 'shop-web-1 started',
    }),
  );
  web.add(
    3 * DAY + 5 * MINUTE,
    buildEvent(
      'container.died',
      { exitCode: 1 },
      {
        ...web.base,
        severity: 'error',
        message:
          'shop-web-1 ended by itself with code 1 after running for 18 days',
      },
    ),
  );
  web.add(
    2 * HOUR,
    buildEvent(
      'container.health-changed',
      { from: 'unhealthy', to: 'healthy' },
      { ...web.base, message: 'shop-web-1 is healthy' },
    ),
  );
  web.add(
    2 * HOUR + 3 * MINUTE,
    buildEvent(
      'container.health-changed',
      { from: 'healthy', to: 'unhealthy' },
      { ...web.base, severity: 'warn', message: 'shop-web-1 is unhealthy' },
    ),
  );
  const mail = of('mail-relay');
  mail.add(
    20 * MINUTE,
    buildEvent(
      'container.crash-looping',
      { restarts: 5, windowMs: 5 * MINUTE, exitCode: 1 },
      {
        ...mail.base,
        severity: 'error',
        message: 'mail-relay keeps crashing: it ended 5 times in 5 minutes',
      },
    ),
  );

  return events
    .sort((a, b) => a.ago - b.ago)
    .map(({ ago, event }, index) => {
      const time = new Date(now - ago).toISOString();
      return {
        ...event,
        id: String(events.length - index),
        at: time,
        occurredAt: time,
      };
    });
}
