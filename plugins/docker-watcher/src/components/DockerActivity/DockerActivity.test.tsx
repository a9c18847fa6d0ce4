import { NotAllowedError } from '@backstage/errors';
import { renderInTestApp, mockApis } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { axe } from 'jest-axe';
import { FakeDockerWatcherApi, buildEvent } from '../../__testUtils__';
import { dockerWatcherApiRef } from '../../api';
import { DockerActivity } from './DockerActivity';

const event = (id: number, severity: WatcherEvent['severity']) =>
  buildEvent(
    'container.paused',
    {},
    { id: String(id), severity, message: `message ${id}` },
  );

function renderActivity(api: FakeDockerWatcherApi) {
  return renderInTestApp(
    <DockerActivity
      paths={{
        containers: '/d/containers',
        stale: '/docker-watcher/stale',
        events: '/d/events',
        hosts: '/d',
      }}
    />,
    {
      apis: [
        [dockerWatcherApiRef, api],
        [permissionApiRef, mockApis.permission()],
      ],
    },
  );
}

const list = async () =>
  within(await screen.findByRole('list', { name: 'Latest Docker events' }));

describe('the Docker activity widget', () => {
  it('shows the newest warnings and errors with links to each', async () => {
    const api = new FakeDockerWatcherApi({
      events: [
        event(20, 'info'),
        event(19, 'error'),
        ...Array.from({ length: 9 }, (_, index) => event(18 - index, 'warn')),
      ],
    });
    const { container } = renderActivity(api);
    const links = (await list()).getAllByRole('link');
    expect(links.map(link => link.textContent)).toEqual([
      'Error message 19',
      'Warning message 18',
      'Warning message 17',
      'Warning message 16',
      'Warning message 15',
      'Warning message 14',
    ]);
    expect(links[0]).toHaveAttribute('href', '/d/events?range=all&event=19');
    expect(screen.getByRole('link', { name: 'All events' })).toHaveAttribute(
      'href',
      '/d/events',
    );
    // A part of somebody else's page.
    expect(container.querySelector('[role="main"]')).toBeNull();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows the latest where nothing is notable, and says so', async () => {
    renderActivity(new FakeDockerWatcherApi({ events: [event(1, 'info')] }));
    expect((await list()).getByRole('link')).toHaveTextContent('message 1');
    expect(screen.getByText(/No warnings or errors/)).toBeInTheDocument();
  });

  it('says that nothing has happened yet', async () => {
    renderActivity(new FakeDockerWatcherApi());
    expect(
      await screen.findByText('Nothing has happened yet.'),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again when asked', async () => {
    const api = new FakeDockerWatcherApi({ events: [event(1, 'warn')] });
    api.failures.set('listEvents', new Error('The database is away'));
    renderActivity(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    api.failures.clear();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect((await list()).getByRole('link')).toHaveTextContent('message 1');
  });

  it('says calmly that events may not be seen', async () => {
    const api = new FakeDockerWatcherApi();
    api.failures.set('listEvents', new NotAllowedError('No'));
    renderActivity(api);
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
