import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildEvent,
  buildHost,
} from './__testUtils__';
import {
  DockerActivityCard,
  DockerWatcherPage,
  EntityDockerWatcherCard,
  EntityDockerWatcherContent,
  dockerWatcherApiRef,
  dockerWatcherLegacyPlugin,
  isDockerWatcherAvailable,
} from './legacy';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};

// Like the one of the catalog, which has a tab at the path that is documented.
const EntityPage = createPlugin({ id: 'catalog-of-test' }).provide(
  createRoutableExtension({
    name: 'EntityPage',
    mountPoint: entityRouteRef,
    component: async () =>
      function Tabs() {
        return (
          <Routes>
            <Route index element={<EntityDockerWatcherCard />} />
            <Route
              path="docker-watcher"
              element={<EntityDockerWatcherContent />}
            />
          </Routes>
        );
      },
  }),
);

describe('in an app of the old frontend system', () => {
  const web = buildContainerDetail({
    name: 'web',
    entityRef: 'component:default/shop',
  });

  function renderApp(path: string) {
    const backend = new FakeDockerWatcherApi({
      hosts: [buildHost({ title: 'Workshop' })],
      containers: [web],
      events: [
        buildEvent(
          'container.died',
          { exitCode: 1 },
          { severity: 'error', message: 'web ended by itself' },
        ),
      ],
    });
    window.history.pushState({}, '', path);
    const app = createApp({
      apis: [createApiFactory(dockerWatcherApiRef, backend)],
      configLoader: async () => [
        {
          context: 'test',
          data: {
            app: { title: 'Test', baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ],
    });
    const Root = app.createRoot(
      <AppRouter>
        <FlatRoutes>
          <Route path="/docker-watcher" element={<DockerWatcherPage />} />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={
              <EntityProvider entity={entity}>
                <EntityPage />
              </EntityProvider>
            }
          />
          <Route path="/home" element={<DockerActivityCard />} />
        </FlatRoutes>
      </AppRouter>,
    );
    return render(<Root />);
  }

  it('shows the same list below the page header and changes tabs', async () => {
    renderApp('/docker-watcher');
    expect(
      await screen.findByRole('row', { name: /^web/ }),
    ).toBeInTheDocument();
    // The layout of this system is the main landmark already.
    expect(screen.getByRole('main')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Docker' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'web' })).toHaveAttribute(
      'href',
      `/docker-watcher/containers/local/${web.id}`,
    );

    await userEvent.click(screen.getByRole('tab', { name: 'Hosts' }));
    expect(
      await screen.findByRole('article', { name: 'Workshop' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('tab', { name: 'Hosts' })).toHaveAttribute(
        'aria-selected',
        'true',
      ),
    );
    expect(window.location.pathname).toBe('/docker-watcher/hosts');
  });

  it('has the settings on a tab of their own', async () => {
    renderApp('/docker-watcher');
    await userEvent.click(await screen.findByRole('tab', { name: 'Settings' }));
    expect(
      await screen.findByRole('textbox', { name: /^Stale after/ }),
    ).toHaveValue('7');
    expect(window.location.pathname).toBe('/docker-watcher/settings');
  });

  it('follows the log in the Events tab', async () => {
    renderApp('/docker-watcher/events');
    expect(await screen.findByText('Live')).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Events', selected: true }),
    ).toBeInTheDocument();
  });

  it('offers a card of what happened for the home page', async () => {
    renderApp('/home');
    expect(
      await screen.findByRole('link', { name: /web ended/ }),
    ).toHaveAttribute('href', '/docker-watcher/events?range=all&event=1');
    expect(screen.getByText('Docker activity')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All events' })).toHaveAttribute(
      'href',
      '/docker-watcher/events',
    );
  });

  it('opens a container by its address', async () => {
    renderApp(`/docker-watcher/containers/local/${web.id}`);
    expect(
      await screen.findByRole('heading', { level: 2, name: 'web' }),
    ).toBeInTheDocument();
  });

  it('has a card of an entity, which leads to its tab', async () => {
    renderApp('/catalog/default/component/shop');
    expect(
      await screen.findByRole('link', { name: '1 Running' }),
    ).toHaveAttribute(
      'href',
      '/docker-watcher/containers?state=running&entityRef=component%3Adefault%2Fshop',
    );
    await userEvent.click(
      screen.getByRole('link', { name: 'Show containers and events' }),
    );
    expect(
      await screen.findByRole('grid', { name: 'Containers' }),
    ).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: 'web' })).toHaveAttribute(
      'href',
      `/docker-watcher/containers/local/${web.id}`,
    );
    expect(isDockerWatcherAvailable(entity)).toBe(true);
  });

  it('brings its own client of the backend', () => {
    expect(
      [...dockerWatcherLegacyPlugin.getApis()].map(({ api }) => api.id),
    ).toEqual(['plugin.docker-watcher.service']);
  });
});
