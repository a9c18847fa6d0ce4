import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import {
  EventKind,
  WatcherEvent,
  WatcherEventBase,
  WatcherEventDetails,
} from 'backstage-plugin-docker-watcher-common';
import { FakeDockerWatcherApi, buildEvent } from '../../__testUtils__';
import { dockerWatcherApiRef } from '../../api';
import { PluginShell } from '../PluginShell';
import { EventDetail } from './EventDetail';

const paths = {
  containers: '/d/containers',
  stale: '/docker-watcher/stale',
  events: '/d/events',
  hosts: '/d/hosts',
};

function happened<K extends EventKind>(
  id: number,
  kind: K,
  details: WatcherEventDetails[K],
  given: Partial<WatcherEventBase> = {},
): WatcherEvent {
  return buildEvent(kind, details, { id: String(id), ...given });
}

const cases: [string, WatcherEvent, string[]][] = [
  [
    'a start',
    happened(1, 'container.started', { image: 'nginx:9' }),
    ['nginx:9'],
  ],
  [
    'a stop',
    happened(1, 'container.stopped', { exitCode: 143, signal: 'TERM' }),
    ['TERM', 'asked to end by SIGTERM'],
  ],
  ['a restart', happened(1, 'container.restarted', { exitCode: 0 }), ['0']],
  [
    'a new name',
    happened(1, 'container.renamed', { from: 'old', to: 'new' }),
    ['old', 'new'],
  ],
  [
    'a change of health',
    happened(1, 'container.health-changed', {
      from: 'starting',
      to: 'unhealthy',
    }),
    ['Starting', 'Unhealthy'],
  ],
  [
    'a crash loop',
    happened(1, 'container.crash-looping', {
      restarts: 5,
      windowMs: 300_000,
      exitCode: 1,
    }),
    ['5', '5 minutes', 'ended with an error'],
  ],
  [
    'the end of a crash loop',
    happened(1, 'container.crash-loop-ended', {
      restarts: 17,
      durationMs: 7_200_000,
    }),
    ['17', '2 hours'],
  ],
  [
    'a host that came',
    happened(1, 'host.connected', {
      product: 'docker',
      version: '27.3',
      apiVersion: '1.47',
    }),
    ['docker 27.3', 'API 1.47'],
  ],
  [
    'a host that went',
    happened(1, 'host.unreachable', { reason: 'ECONNREFUSED' }),
    ['ECONNREFUSED'],
  ],
  [
    'a change of settings',
    happened(
      1,
      'settings.changed',
      {
        version: 4,
        changes: [
          { field: 'eventLog.retentionDays.info', from: 'config', to: 14 },
        ],
      },
      { source: 'settings', actor: 'user:default/ada' },
    ),
    ['eventLog.retentionDays.info', 'as configured', '14', 'ada'],
  ],
  [
    "somebody's action",
    happened(
      1,
      'user.container-action',
      { action: 'restart', outcome: 'refused', reason: 'read-only' },
      { source: 'user', actor: 'user:default/ada' },
    ),
    ['Restart', 'Refused', 'read-only', 'ada'],
  ],
];

const strange: WatcherEvent = Object.assign(
  happened(1, 'container.paused', {}),
  { kind: 'container.flew', details: { height: 12 } },
);

function renderDetails(events: readonly [string, WatcherEvent][]) {
  renderInTestApp(
    <PluginShell paths={paths}>
      {events.map(([name, event]) => (
        <section key={name} aria-label={name}>
          <EventDetail event={event} />
        </section>
      ))}
    </PluginShell>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [dockerWatcherApiRef, new FakeDockerWatcherApi()],
        [permissionApiRef, mockApis.permission()],
      ],
    },
  );
}

describe('the details of an event', () => {
  it('tell of each kind what it tells', async () => {
    renderDetails(cases.map(([name, event]) => [name, event]));
    for (const [name, , texts] of cases) {
      const detail = within(await screen.findByRole('region', { name }));
      for (const text of texts) {
        expect((await detail.findAllByText(text)).length).toBeGreaterThan(0);
      }
    }
  });

  it('show what a newer backend tells of as data', async () => {
    renderDetails([['strange', strange]]);
    expect((await screen.findAllByText('container.flew')).length).toBe(2);
    expect(screen.getByText(/"height": 12/)).toBeInTheDocument();
  });

  it('lead from an event of a host to all events of it', async () => {
    const event = happened(
      1,
      'host.unreachable',
      { reason: 'refused' },
      { containerId: undefined, workload: undefined },
    );
    renderDetails([['host', event]]);
    expect(
      await screen.findByRole('link', { name: 'All events of this host' }),
    ).toHaveAttribute('href', '/d/events?host=local&range=all');
    expect(
      screen.queryByRole('link', { name: 'All events of this container' }),
    ).not.toBeInTheDocument();
  });
});
