import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { FakeDockerWatcherApi, buildHost } from '../__testUtils__';
import { dockerWatcherApiRef } from '../api';
import { dockerWatcherPlugin } from '../plugin';

it('keeps its tabs in order, and the first the landing tab, however they are configured', async () => {
  renderTestApp({
    features: [dockerWatcherPlugin],
    initialRouteEntries: ['/docker'],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          {
            'sub-page:docker-watcher/hosts': { config: { title: 'Machines' } },
          },
          { 'page:docker-watcher': { config: { path: '/docker' } } },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      [
        dockerWatcherApiRef,
        new FakeDockerWatcherApi({
          hosts: [buildHost({ state: 'unreachable' })],
        }),
      ],
      [permissionApiRef, mockApis.permission()],
    ],
  });
  const tabs = await screen.findAllByRole('tab');
  expect(tabs.map(tab => tab.textContent)).toEqual([
    'Containers',
    'Stale',
    'Events',
    'Machines',
    'Settings',
  ]);
  expect(
    await screen.findByRole('tab', { name: 'Containers', selected: true }),
  ).toBeInTheDocument();
  // Links follow the page to where it is mounted.
  expect(
    await screen.findByRole('link', { name: 'View hosts' }),
  ).toHaveAttribute('href', '/docker/hosts');
});
