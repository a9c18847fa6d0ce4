import { NotAllowedError } from '@backstage/errors';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildHost,
} from '../../__testUtils__';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

const web = buildContainerDetail({
  name: 'web',
  compose: { project: 'shop', service: 'web', number: 1 },
  health: 'healthy',
  entityRef: 'component:default/shop',
  claims: [
    { entityRef: 'component:default/shop', source: 'label', trusted: true },
  ],
  ownerRefs: ['group:default/team-a'],
  ports: [
    { ip: '0.0.0.0', privatePort: 80, publicPort: 8080, protocol: 'tcp' },
  ],
});
const job = buildContainerDetail({
  name: 'job',
  state: 'exited',
  exitCode: 3,
  finishedAt: '2026-01-03T07:00:00.000Z',
});

function many(count: number) {
  return Array.from({ length: count }, (_, index) =>
    buildContainerDetail({ name: `c${String(index).padStart(5, '0')}` }),
  );
}

async function rowOf(name: string) {
  return screen.findByRole('row', { name: new RegExp(`^${name}`) });
}

describe('the Containers tab', () => {
  it('lists containers with state, host, service, entity and ports', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost({ title: 'Workshop' })],
      containers: [web, job],
    });
    const { container, address } = renderPlugin({ api });

    const row = within(await rowOf('web'));
    expect(address()).toBe('/docker-watcher/containers');
    expect(row.getByRole('link', { name: 'web' })).toHaveAttribute(
      'href',
      `/docker-watcher/containers/local/${web.id}`,
    );
    expect(row.getByText('Running')).toBeInTheDocument();
    expect(row.getByText('Healthy')).toBeInTheDocument();
    expect(await row.findByText('Workshop')).toBeInTheDocument();
    expect(row.getByRole('link', { name: '8080→80' })).toHaveAttribute(
      'href',
      'http://192.0.2.10:8080/',
    );
    expect(row.getByRole('link', { name: /^shop$/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/shop',
    );
    expect(
      within(await rowOf('job')).getByText('Exited (3)'),
    ).toBeInTheDocument();
    expect(screen.getByText('2 containers')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('tells an entity that only claims a container from one that owns it', async () => {
    const entityRef = 'component:default/wiki';
    const claimed = buildContainerDetail({
      name: 'claimed',
      entityRef,
      claims: [{ entityRef, source: 'container-name', trusted: false }],
      ownerRefs: ['group:default/team-b'],
    });
    renderPlugin({
      api: new FakeDockerWatcherApi({
        hosts: [buildHost()],
        containers: [web, claimed],
      }),
    });
    const seen = within(await rowOf('claimed'));
    expect(seen.getByRole('link', { name: /^wiki$/ })).toBeInTheDocument();
    expect(seen.getByText('Seen only, not owned')).toBeInTheDocument();
    expect(seen.queryByRole('link', { name: /team-b/ })).toBeNull();
    const owned = within(await rowOf('web'));
    expect(owned.queryByText('Seen only, not owned')).toBeNull();
    expect(owned.getByRole('link', { name: /team-a/ })).toBeInTheDocument();
  });

  it('has its tabs in a fixed order', async () => {
    renderPlugin({ api: new FakeDockerWatcherApi({ hosts: [buildHost()] }) });
    const tabs = await screen.findAllByRole('tab');
    expect(tabs.map(tab => tab.textContent)).toEqual([
      'Containers',
      'Stale',
      'Events',
      'Hosts',
      'Settings',
    ]);
  });

  it('keeps search and filters in the address and asks the backend for them', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web, job],
    });
    const { address, goBack } = renderPlugin({
      api,
      path: '/docker-watcher/containers?sort=-createdAt&cursor=0&offset=50',
    });
    await rowOf('web');

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search containers' }),
      'job',
    );
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /^web/ })).toBeNull(),
    );
    expect(await rowOf('job')).toBeInTheDocument();
    expect(address()).toBe('/docker-watcher/containers?q=job&sort=-createdAt');
    expect(api.calls.at(-1)?.query).toMatchObject({
      q: 'job',
      order: { field: 'createdAt', direction: 'desc' },
      cursor: undefined,
    });

    act(() => goBack());
    await rowOf('web');
    expect(address()).toBe(
      '/docker-watcher/containers?sort=-createdAt&cursor=0&offset=50',
    );
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('opens a link with filters, names them and drops them one by one', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost({ title: 'Workshop' })],
      containers: [web, job],
    });
    const { address } = renderPlugin({
      api,
      path: '/docker-watcher/containers?host=local&state=exited&label=x',
    });
    expect(
      await screen.findByRole('heading', { name: 'No container matches' }),
    ).toBeInTheDocument();
    const tags = within(screen.getByRole('grid', { name: 'Active filters' }));
    expect(tags.getByText('Host: Workshop')).toBeInTheDocument();

    await userEvent.click(
      within(tags.getByRole('row', { name: /Label: x/ })).getByRole('button'),
    );
    expect(await rowOf('job')).toBeInTheDocument();
    expect(address()).toBe(
      '/docker-watcher/containers?host=local&state=exited',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await rowOf('web')).toBeInTheDocument();
    expect(address()).toBe('/docker-watcher/containers');
  });

  it('chooses a state in the filter', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web, job],
    });
    const { address } = renderPlugin({ api });
    await rowOf('web');
    await userEvent.click(screen.getByRole('button', { name: /State/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Exited' }),
    );
    await waitFor(() =>
      expect(address()).toBe('/docker-watcher/containers?state=exited'),
    );
  });

  it('sorts by a column and turns pages by cursor', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: many(60),
    });
    const { address } = renderPlugin({ api });
    expect(await screen.findByText('1–50 of 60')).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Next table page' }),
    );
    expect(await screen.findByText('51–60 of 60')).toBeInTheDocument();
    expect(address()).toBe('/docker-watcher/containers?cursor=50&offset=50');
    expect(await rowOf('c00059')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('columnheader', { name: 'Name' }));
    expect(await screen.findByText('1–50 of 60')).toBeInTheDocument();
    expect(address()).toBe('/docker-watcher/containers?sort=-name');
    expect(await rowOf('c00059')).toBeInTheDocument();
  });

  it('renders one page of ten thousand containers and no more', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: many(10_000),
    });
    renderPlugin({ api });
    expect(await screen.findByText('1–50 of 10,000')).toBeInTheDocument();
    expect(screen.getByText('10,000 containers')).toBeInTheDocument();
    expect(screen.getAllByRole('row')).toHaveLength(51);
    expect(
      api.calls.filter(call => call.name === 'listContainers'),
    ).toHaveLength(1);
  });

  it('keeps the page it shows until the next one has come', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: many(60),
    });
    renderPlugin({ api });
    await rowOf('c00000');
    api.held.add('listContainers');
    await userEvent.click(
      screen.getByRole('button', { name: 'Next table page' }),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Next table page' }),
      ).toBeDisabled(),
    );
    expect(screen.getByRole('row', { name: /^c00000/ })).toBeInTheDocument();
    api.held.clear();
    expect(await rowOf('c00059')).toBeInTheDocument();
  });

  it('narrows the list down by the counts, which are links', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web, job],
    });
    const { address } = renderPlugin({ api });
    await rowOf('web');
    const counts = within(
      screen.getByRole('navigation', { name: 'Containers by state' }),
    );
    expect(counts.getByRole('link', { name: /2 All/ })).toHaveAttribute(
      'aria-current',
      'true',
    );
    await userEvent.click(counts.getByRole('link', { name: /1 Running/ }));
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /^job/ })).toBeNull(),
    );
    expect(address()).toBe('/docker-watcher/containers?state=running');
    expect(counts.getByRole('link', { name: /1 Running/ })).toHaveAttribute(
      'aria-current',
      'true',
    );
  });

  it('shows what is known of an unreachable host as of then, and labels pretended hosts', async () => {
    const lastSeenAt = new Date(Date.now() - 12 * 60_000).toISOString();
    const api = new FakeDockerWatcherApi({
      hosts: [
        buildHost({
          name: 'nas',
          state: 'unreachable',
          lastSyncAt: lastSeenAt,
          simulated: true,
        }),
      ],
      containers: [
        buildContainerDetail({
          name: 'photos',
          host: 'nas',
          presence: 'unknown',
          lastSeenAt,
        }),
      ],
    });
    renderPlugin({ api });
    const row = within(await rowOf('photos'));
    expect(row.getByText('as of 12 minutes ago')).toBeInTheDocument();
    // In words for those who listen; a badge would need a line of its own.
    expect(row.getByText('Simulated')).toHaveClass('bui-VisuallyHidden');
    expect(row.getByTitle(/pretended host/)).toBeInTheDocument();
    expect(
      await screen.findByText('Host nas is unreachable'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Its containers are shown as of 12 minutes ago.'),
    ).toBeInTheDocument();
  });

  it('tells hosts that cannot be reached from those that wait for their configuration', async () => {
    const minutesAgo = (minutes: number) =>
      new Date(Date.now() - minutes * 60_000).toISOString();
    const api = new FakeDockerWatcherApi({
      hosts: [
        buildHost({ name: 'fine' }),
        buildHost({
          name: 'host-2',
          title: 'Basement',
          state: 'misconfigured',
          error: 'dockerWatcher.hosts[2].url is missing',
          lastSyncAt: undefined,
        }),
        buildHost({
          name: 'nas',
          title: 'Storage',
          state: 'unreachable',
          lastSyncAt: minutesAgo(12),
        }),
        buildHost({
          name: 'far',
          state: 'unreachable',
          lastSyncAt: undefined,
        }),
      ],
      containers: [web],
    });
    const { container } = renderPlugin({ api });

    const notices = within(
      (
        await screen.findByText('Host Basement (host-2) is misconfigured')
      ).closest<HTMLElement>('[role="status"]')!,
    );
    expect(
      notices.getByText(
        'It is not watched until its configuration is mended. dockerWatcher.hosts[2].url is missing',
      ),
    ).toBeInTheDocument();
    expect(notices.getByRole('link', { name: 'View hosts' })).toHaveAttribute(
      'href',
      '/docker-watcher/hosts',
    );
    expect(screen.getByText('2 hosts are unreachable')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Their containers are shown as last known: Storage (nas) as of 12 minutes ago; far, of which nothing is known yet.',
      ),
    ).toBeInTheDocument();
    await rowOf('web');
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('says calmly that no container may be seen, and does not insist', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web],
    });
    api.failures.set(
      'listContainers',
      Object.assign(new Error('Request failed with 403'), { statusCode: 403 }),
    );
    const signals = new FakeSignals();
    const { container } = renderPlugin({ api, signals });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/docker-watcher\.container\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('searchbox', { name: 'Search containers' }),
    ).not.toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();

    const times = (name: string) =>
      api.calls.filter(call => call.name === name).length;
    const before = times('listHosts');
    act(() => signals.send({ action: 'changed' }));
    await waitFor(() => expect(times('listHosts')).toBeGreaterThan(before));
    expect(times('listContainers')).toBe(1);
  });

  it('takes away what may not be seen any more', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web],
    });
    const signals = new FakeSignals();
    renderPlugin({ api, signals });
    await rowOf('web');
    api.failures.set('listContainers', new NotAllowedError('No'));
    act(() => signals.send({ action: 'changed' }));
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('row')).not.toBeInTheDocument();
  });

  it('is the main landmark of the page', async () => {
    renderPlugin({
      api: new FakeDockerWatcherApi({
        hosts: [buildHost()],
        containers: [web],
      }),
    });
    await rowOf('web');
    const main = screen.getByRole('main');
    expect(
      within(main).getByRole('grid', { name: 'Containers' }),
    ).toBeInTheDocument();
  });

  it('says how to begin when no host is configured', async () => {
    const { container } = renderPlugin({ api: new FakeDockerWatcherApi() });
    expect(
      await screen.findByRole('heading', {
        name: 'No Docker host to show',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/unix:\/\/\/var\/run\/docker.sock/)).toBeVisible();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('tells a host without containers from a filter without matches', async () => {
    renderPlugin({ api: new FakeDockerWatcherApi({ hosts: [buildHost()] }) });
    expect(
      await screen.findByRole('heading', { name: 'No containers yet' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Clear filters' }),
    ).not.toBeInTheDocument();
  });

  it('says what failed and tries again when asked', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web],
    });
    api.failures.set('listContainers', new Error('The database is away'));
    const { container } = renderPlugin({ api });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not load the containers');
    expect(alert).toHaveTextContent('The database is away');
    expect(await axe(contentOf(container))).toHaveNoViolations();

    api.failures.clear();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await rowOf('web')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('leads back to the first page from a cursor the backend refuses', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web],
    });
    api.failures.set(
      'listContainers',
      Object.assign(new Error("Malformed cursor 'abc'"), {
        name: 'InputError',
      }),
    );
    const { address } = renderPlugin({
      api,
      path: '/docker-watcher/containers?host=local&cursor=abc&offset=50',
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "Malformed cursor 'abc'",
    );
    api.failures.clear();
    await userEvent.click(
      screen.getByRole('button', { name: 'Go to the first page' }),
    );
    expect(await rowOf('web')).toBeInTheDocument();
    expect(address()).toBe('/docker-watcher/containers?host=local');
  });

  it('asks again when the backend signals a change, without losing the list', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web],
    });
    const signals = new FakeSignals();
    const { unmount } = renderPlugin({ api, signals });
    await rowOf('web');
    api.containers = [web, job];
    act(() => signals.send({ action: 'changed' }));
    expect(screen.getByRole('row', { name: /^web/ })).toBeInTheDocument();
    expect(await rowOf('job')).toBeInTheDocument();

    unmount();
    expect(signals.listenerCount).toBe(0);
  });

  it('keeps the last known list, and says so, when refreshing fails', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web],
    });
    const signals = new FakeSignals();
    renderPlugin({ api, signals });
    await rowOf('web');
    api.failures.set('listContainers', new Error('The database is away'));
    act(() => signals.send({ action: 'changed' }));
    expect(
      await screen.findByText(/Could not refresh. Shown as of/),
    ).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^web/ })).toBeInTheDocument();
  });

  it('ends its requests when it is left', async () => {
    const api = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    api.held.add('listContainers');
    const { unmount } = renderPlugin({ api });
    await waitFor(() =>
      expect(api.calls.map(call => call.name)).toContain('listContainers'),
    );
    unmount();
    await waitFor(() =>
      expect(api.signals.some(signal => signal.aborted)).toBe(true),
    );
  });
});
