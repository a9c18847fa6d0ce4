import { createApp } from '@backstage/frontend-defaults';
import { ConfigReader } from '@backstage/core-app-api';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import plugin, * as stable from '.';
import * as alpha from './alpha';
import { buildContainer, buildHost, summaryOf } from './__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

it('renders in an app and asks the backend over HTTP', async () => {
  const web = buildContainer({ name: 'web' });
  const base = 'http://localhost:7007/api/docker-watcher';
  server.use(
    http.get(`${base}/summary`, () =>
      HttpResponse.json(summaryOf([web], [buildHost()])),
    ),
    http.get(`${base}/hosts`, () =>
      HttpResponse.json({ items: [buildHost()], pageInfo: {}, totalItems: 1 }),
    ),
    http.get(`${base}/containers`, () =>
      HttpResponse.json({ items: [web], pageInfo: {}, totalItems: 1 }),
    ),
  );
  window.history.pushState({}, '', '/docker-watcher');
  const app = createApp({
    features: [
      plugin,
      createFrontendModule({ pluginId: 'app', extensions: [] }),
    ],
    advanced: {
      configLoader: async () => ({
        config: new ConfigReader({
          app: {
            title: 'Test',
            baseUrl: 'http://localhost:3000',
            extensions: [{ 'sign-in-page:app': false }],
          },
          backend: { baseUrl: 'http://localhost:7007' },
        }),
      }),
    },
  });
  render(app.createRoot());

  expect(await screen.findByRole('row', { name: /^web/ })).toBeInTheDocument();
  expect(
    screen.getAllByRole('link', { name: 'Docker' }).length,
  ).toBeGreaterThan(0);
  expect(window.location.pathname).toBe('/docker-watcher/containers');
});

it('offers the same plugin from both entry points', () => {
  expect(alpha.default).toBe(stable.default);
  expect(Object.keys(stable).sort()).toEqual([
    'containerRouteRef',
    'containersRouteRef',
    'default',
    'dockerWatcherApiRef',
    'dockerWatcherTranslationRef',
    'entityContainersRouteRef',
    'eventsRouteRef',
    'hostsRouteRef',
    'isDockerWatcherAvailable',
    'rootRouteRef',
    'settingsRouteRef',
  ]);
});
