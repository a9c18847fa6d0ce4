import { NotAllowedError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeDockerWatcherApi, buildHost } from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

const path = '/docker-watcher/hosts';

async function cardOf(name: string) {
  return within(await screen.findByRole('article', { name }));
}

describe('the Hosts tab', () => {
  it('shows state, engine, counts and what is special about each host', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [
        buildHost({
          title: 'Workshop',
          readOnly: true,
          clockSkewMs: -12_000,
          entityRef: 'resource:default/workshop',
          containers: { total: 1_200, running: 3, unhealthy: 1 },
          addresses: ['a.example.com', '192.0.2.10'],
        }),
        buildHost({
          name: 'nas',
          state: 'unreachable',
          error: 'Connection refused. Is the engine running?',
          lastSyncAt: new Date(Date.now() - 12 * 60_000).toISOString(),
          addresses: [],
        }),
        buildHost({
          name: 'new',
          state: 'misconfigured',
          error: 'dockerWatcher.hosts[2].url is missing',
          engine: undefined,
          lastSyncAt: undefined,
          simulated: true,
        }),
      ],
    });
    const { container } = renderPlugin({ api, path });

    const workshop = await cardOf('Workshop');
    expect(workshop.getByText('Connected')).toBeInTheDocument();
    expect(workshop.getByText('Read-only')).toBeInTheDocument();
    expect(workshop.getByText('Docker 27.3.1')).toBeInTheDocument();
    expect(workshop.getByText('API 1.47')).toBeInTheDocument();
    expect(workshop.getByText('linux/amd64')).toBeInTheDocument();
    expect(
      workshop.getByText('Its clock is 12 s behind the portal.'),
    ).toBeInTheDocument();
    expect(workshop.getByText('a.example.com, 192.0.2.10')).toBeInTheDocument();
    expect(
      workshop.getByRole('link', {
        name: '1,200 total containers of Workshop',
      }),
    ).toBeInTheDocument();
    // Who speaks to the browser says what is to be seen.
    for (const link of workshop.getAllByRole('link', {
      name: /of Workshop$/,
    })) {
      const hidden = link.querySelector('.bui-VisuallyHidden')!.textContent!;
      const seen = link.textContent!.replace(hidden, '').trim();
      expect(link).toHaveAccessibleName(expect.stringContaining(seen));
    }
    expect(
      workshop.getByRole('link', { name: '1 unhealthy container of Workshop' }),
    ).toHaveAttribute(
      'href',
      '/docker-watcher/containers?host=local&health=unhealthy',
    );
    expect(
      workshop.getByRole('link', { name: '3 running containers of Workshop' }),
    ).toHaveAttribute(
      'href',
      '/docker-watcher/containers?host=local&state=running',
    );

    const nas = await cardOf('nas');
    expect(nas.getByText('Unreachable')).toBeInTheDocument();
    expect(nas.getByText(/Is the engine running/)).toBeInTheDocument();
    expect(
      nas.getByText('What is shown of it is as of 12 minutes ago.'),
    ).toBeInTheDocument();
    expect(nas.queryByText('Read-only')).not.toBeInTheDocument();

    const fresh = await cardOf('new');
    expect(fresh.getByText('Misconfigured')).toBeInTheDocument();
    expect(fresh.getByText('Simulated')).toBeInTheDocument();
    expect(fresh.getByText('Never')).toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('says calmly that hosts may not be seen', async () => {
    const api = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    api.failures.set('listHosts', new NotAllowedError('No'));
    renderPlugin({ api, path });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/docker-watcher\.host\.read/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says how to begin when there is none', async () => {
    renderPlugin({ api: new FakeDockerWatcherApi(), path });
    expect(
      await screen.findByRole('heading', {
        name: 'No Docker host to show',
      }),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again when asked', async () => {
    const api = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    api.failures.set('listHosts', new Error('The database is away'));
    renderPlugin({ api, path });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    api.failures.clear();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect((await cardOf('local')).getByText('Connected')).toBeInTheDocument();
  });
});
