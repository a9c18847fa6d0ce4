import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildHost,
} from './__testUtils__';
import {
  DockerWatcherPage,
  dockerWatcherApiRef,
  dockerWatcherLegacyPlugin,
} from './legacy';

describe('in an app of the old frontend system', () => {
  const web = buildContainerDetail({ name: 'web' });

  async function renderPage(path: string) {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost({ title: 'Workshop' })],
      containers: [web],
    });
    await renderInTestApp(
      <TestApiProvider apis={[[dockerWatcherApiRef, api]]}>
        <Routes>
          <Route path="/docker-watcher" element={<DockerWatcherPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: [path] },
    );
  }

  it('shows the same list below the page header and changes tabs', async () => {
    await renderPage('/docker-watcher');
    expect(
      await screen.findByRole('heading', { name: 'Docker' }),
    ).toBeInTheDocument();
    const row = await screen.findByRole('row', { name: /^web/ });
    expect(row).toBeInTheDocument();
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
  });

  it('opens a container by its address', async () => {
    await renderPage(`/docker-watcher/containers/local/${web.id}`);
    expect(
      await screen.findByRole('heading', { level: 2, name: 'web' }),
    ).toBeInTheDocument();
  });

  it('brings its own client of the backend', () => {
    expect(
      [...dockerWatcherLegacyPlugin.getApis()].map(({ api }) => api.id),
    ).toEqual(['plugin.docker-watcher.service']);
  });
});
