import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildHost,
  idOf,
} from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

const web = buildContainerDetail({
  name: 'web',
  state: 'exited',
  exitCode: 137,
  finishedAt: '2026-01-03T07:00:00.000Z',
  restartCount: 4,
  restartPolicy: 'on-failure:5',
  compose: { project: 'shop', service: 'web', number: 2 },
  entityRef: 'component:default/shop',
  claims: [
    { entityRef: 'component:default/shop', source: 'label', trusted: true },
  ],
  ownerRefs: ['group:default/team-a'],
  ports: [
    { ip: '0.0.0.0', privatePort: 443, publicPort: 8443, protocol: 'tcp' },
    { ip: '127.0.0.1', privatePort: 9000, publicPort: 9000, protocol: 'tcp' },
    { privatePort: 8125, protocol: 'udp' },
  ],
  mounts: [
    {
      type: 'volume',
      name: 'shop_static',
      destination: '/usr/share/html',
      readOnly: true,
    },
  ],
  networks: [
    { name: 'shop_default', ipAddress: '172.20.0.4', aliases: ['web', 'www'] },
  ],
  labels: {
    ...Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`key.${index}`, `v${index}`]),
    ),
    link: 'data:text/html,alert(1)',
    markup: '<img src=x onerror=alert(1)>',
  },
  environmentNames: ['SHOP_TOKEN', 'PATH'],
});
const path = `/docker-watcher/containers/local/${web.id}`;

function section(name: string) {
  return within(screen.getByRole('region', { name }));
}

describe('the view of a container', () => {
  it('shows everything the inventory knows of it', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost({ title: 'Workshop' })],
      containers: [web],
    });
    const { container } = renderPlugin({ api, path });
    expect(
      await screen.findByRole('heading', { level: 2, name: 'web' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Exited (137)')).toBeInTheDocument();
    expect(await screen.findByText('Workshop')).toBeInTheDocument();

    const overview = section('Overview');
    expect(overview.getByText('nginx:1.27')).toBeInTheDocument();
    expect(overview.getByText('killed by SIGKILL')).toBeInTheDocument();
    expect(overview.getByText('4')).toBeInTheDocument();
    expect(overview.getByText('on-failure:5')).toBeInTheDocument();
    expect(overview.getByText('replica 2')).toBeInTheDocument();
    expect(overview.getByRole('link', { name: 'shop / web' })).toHaveAttribute(
      'href',
      '/docker-watcher/containers?project=shop',
    );

    const ports = section('Ports');
    await waitFor(() =>
      expect(ports.getByRole('link', { name: '8443→443' })).toHaveAttribute(
        'href',
        'https://192.0.2.10:8443/',
      ),
    );
    expect(ports.getAllByRole('link')).toHaveLength(1);
    expect(ports.getByText('on the host itself only')).toBeInTheDocument();
    expect(ports.getByText('exposed, not published')).toBeInTheDocument();

    expect(section('Mounts').getByText('shop_static')).toBeInTheDocument();
    expect(section('Mounts').getByText('read-only')).toBeInTheDocument();
    expect(section('Networks').getByText('web, www')).toBeInTheDocument();
    expect(section('Environment').getByText('SHOP_TOKEN')).toBeInTheDocument();
    expect(
      section('Environment').getByText(/values are never read or stored/),
    ).toBeInTheDocument();
    expect(
      section('Catalog').getByRole('link', { name: /team-a/ }),
    ).toHaveAttribute('href', '/catalog/default/group/team-a');
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('shows labels as text, whatever they say, and searches among them', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [web],
    });
    renderPlugin({ api, path });
    await screen.findByRole('heading', { level: 2, name: 'web' });
    const labels = section('Labels');
    expect(
      labels.getByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(labels.getByText('data:text/html,alert(1)')).toBeInTheDocument();
    expect(labels.queryByRole('link')).not.toBeInTheDocument();
    expect(labels.queryByRole('img')).not.toBeInTheDocument();

    await userEvent.type(labels.getByRole('searchbox'), 'KEY.3');
    expect(labels.getAllByRole('row')).toHaveLength(2);
    expect(labels.getByText('v3')).toBeInTheDocument();
    await userEvent.type(labels.getByRole('searchbox'), 'x');
    expect(labels.getByText('No label matches.')).toBeInTheDocument();
  });

  it('copies the full id', async () => {
    const user = userEvent.setup();
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    const api = new FakeDockerWatcherApi({ containers: [web] });
    renderPlugin({ api, path });
    await user.click(
      await screen.findByRole('button', { name: 'Copy Container id' }),
    );
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(written).toHaveBeenCalledWith(web.id);
  });

  it('says as of when it is shown while its host cannot be asked', async () => {
    const lastSeenAt = new Date(Date.now() - 12 * 60_000).toISOString();
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost({ state: 'unreachable', error: 'Connection refused' })],
      containers: [{ ...web, presence: 'unknown', lastSeenAt }],
    });
    renderPlugin({ api, path });
    expect(
      await screen.findByText('This container is shown as of 12 minutes ago'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Connection refused')).toBeInTheDocument();
  });

  it('says that it was removed', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [{ ...web, presence: 'missing' }],
    });
    renderPlugin({ api, path });
    expect(
      await screen.findByText('This container was removed'),
    ).toBeInTheDocument();
  });

  it('shows a conflict of claims and gives the container to nobody', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [
        {
          ...web,
          entityRef: undefined,
          claims: [
            {
              entityRef: 'component:default/a',
              source: 'label',
              trusted: true,
            },
            { entityRef: 'not an entity', source: 'label', trusted: true },
          ],
        },
      ],
    });
    renderPlugin({ api, path });
    expect(
      await screen.findByText(/Several entities claim this container/),
    ).toBeInTheDocument();
    const catalog = section('Catalog');
    expect(catalog.getAllByRole('link')).toHaveLength(1);
    expect(catalog.getByText('not an entity')).toBeInTheDocument();
  });

  it('tells a container that is not there from one that may not be seen and from a failure', async () => {
    const api = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    const first = renderPlugin({
      api,
      path: `/docker-watcher/containers/local/${idOf('other')}`,
    });
    expect(
      await screen.findByRole('heading', { name: 'Container not found' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Back to all containers' }),
    ).toHaveAttribute('href', '/docker-watcher/containers');
    first.unmount();

    const refusing = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    refusing.failures.set(
      'getContainer',
      Object.assign(new Error('Ask the owner'), { name: 'NotAllowedError' }),
    );
    const second = renderPlugin({ api: refusing, path });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/docker-watcher\.container\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    second.unmount();

    const failing = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    failing.containers = [web];
    failing.failures.set('getContainer', new Error('The database is away'));
    renderPlugin({ api: failing, path });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not load the container');
    failing.failures.clear();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('heading', { level: 2, name: 'web' }),
    ).toBeInTheDocument();
  });
});
