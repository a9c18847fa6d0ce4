import { InputError, NotAllowedError } from '@backstage/errors';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { axe } from 'jest-axe';
import { DateTime } from 'luxon';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildEvent,
  buildHost,
  idOf,
} from '../../__testUtils__';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

const web = buildContainerDetail({ name: 'web' });
const path = `/docker-watcher/containers/local/${web.id}`;
/** Noon, so that some minutes before it are of the same day. */
const noon = DateTime.now().startOf('day').plus({ hours: 12 });
const when = (days: number, minutes: number = 0) =>
  noon.minus({ days, minutes }).toUTC().toISO()!;

function apiWith(events: WatcherEvent[]) {
  return new FakeDockerWatcherApi({
    hosts: [buildHost()],
    containers: [web],
    events,
  });
}

async function findTimeline() {
  return within(await screen.findByRole('region', { name: 'Timeline' }));
}

const started = (id: number, given: Partial<WatcherEvent> = {}) =>
  buildEvent(
    'container.started',
    { image: 'nginx:1.27' },
    { id: String(id), occurredAt: when(1), message: `start ${id}`, ...given },
  );

describe('the timeline of a container', () => {
  it('tells what happened by day, the newest first, with kind and severity in words', async () => {
    const before = idOf('before');
    const third = DateTime.now().minus({ days: 3, seconds: 1 });
    const occurredAt = third.toUTC().toISO()!;
    const api = apiWith([
      buildEvent(
        'container.died',
        { exitCode: 1 },
        {
          id: '12',
          severity: 'error',
          occurredAt: when(1, 1),
          message: 'web ended by itself with code 1',
        },
      ),
      buildEvent(
        'container.health-changed',
        { from: 'healthy', to: 'unhealthy' },
        {
          id: '11',
          severity: 'warn',
          occurredAt: when(1, 2),
          message: '<b>web</b> is unhealthy',
        },
      ),
      started(9, { occurredAt, inferred: true }),
      buildEvent(
        'container.removed',
        { image: 'nginx:1.26' },
        { id: '8', occurredAt, containerId: before },
      ),
    ]);
    api.events.push(
      started(7, { workload: 'local/name:other', message: 'not of web' }),
      started(6, { host: 'elsewhere', message: 'not here' }),
    );
    const { container } = renderPlugin({ api, path });
    const timeline = await findTimeline();

    expect(
      await timeline.findByRole('heading', { level: 4, name: 'Yesterday' }),
    ).toBeInTheDocument();
    expect(
      timeline
        .getAllByRole('heading', { level: 4 })
        .map(heading => heading.textContent),
    ).toEqual([
      'Yesterday',
      third.setLocale('en').toLocaleString(DateTime.DATE_HUGE),
    ]);

    const [died, unhealthy, start, removed, ...more] =
      timeline.getAllByRole('listitem');
    expect(more).toEqual([]);
    expect(died).toHaveTextContent('Ended by itself');
    expect(died).toHaveTextContent('Error');
    expect(died).toHaveTextContent('web ended by itself with code 1');
    expect(unhealthy).toHaveTextContent('Health changed');
    expect(unhealthy).toHaveTextContent('Warning');
    expect(unhealthy).toHaveTextContent('<b>web</b> is unhealthy');
    const inferred = 'Not seen happening; concluded at the next look.';
    expect(start).toHaveTextContent('Started');
    expect(start).toHaveTextContent(inferred);
    expect(start).not.toHaveTextContent('Warning');
    expect(died).not.toHaveTextContent(inferred);
    for (const entry of [died, unhealthy, start, removed]) {
      expect(entry.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
    }

    const time = within(start).getByText('3 days ago');
    expect(time).toHaveAttribute('datetime', occurredAt);
    expect(time).toHaveAttribute(
      'title',
      third.setLocale('en').toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS),
    );
    expect(within(start).queryByRole('link')).not.toBeInTheDocument();
    expect(within(removed).getByRole('link')).toHaveAttribute(
      'href',
      `/docker-watcher/containers/local/${before}`,
    );
    expect(
      timeline.getByRole('link', { name: 'All events of this container' }),
    ).toHaveAttribute(
      'href',
      '/docker-watcher/events?host=local&workload=local%2Fname%3Aweb&range=all',
    );
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('loads older ones when asked, until there are none', async () => {
    const api = apiWith(
      Array.from({ length: 25 }, (_, index) => started(100 - index)),
    );
    renderPlugin({ api, path });
    const timeline = await findTimeline();
    const older = () => timeline.findByRole('button', { name: 'Show older' });
    await older();
    expect(timeline.getAllByRole('listitem')).toHaveLength(10);

    await userEvent.click(await older());
    await waitFor(() =>
      expect(timeline.getAllByRole('listitem')).toHaveLength(20),
    );
    await userEvent.click(await older());
    await waitFor(() =>
      expect(timeline.getAllByRole('listitem')).toHaveLength(25),
    );
    expect(
      timeline.queryByRole('button', { name: 'Show older' }),
    ).not.toBeInTheDocument();
    expect(
      timeline.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(
      Array.from({ length: 25 }, (_, index) =>
        expect.stringContaining(`start ${100 - index}`),
      ),
    );
  });

  it('keeps what is shown when older ones cannot be loaded, and can try again', async () => {
    const api = apiWith(
      Array.from({ length: 15 }, (_, index) => started(100 - index)),
    );
    renderPlugin({ api, path });
    const timeline = await findTimeline();
    const older = await timeline.findByRole('button', { name: 'Show older' });
    api.failures.set('listEvents', new Error('The database is away'));
    await userEvent.click(older);
    expect(await timeline.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    expect(timeline.getAllByRole('listitem')).toHaveLength(10);
    api.failures.clear();
    await userEvent.click(older);
    await waitFor(() =>
      expect(timeline.getAllByRole('listitem')).toHaveLength(15),
    );
    expect(timeline.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('follows when something changed, with all that was loaded before', async () => {
    const signals = new FakeSignals();
    const api = apiWith(
      Array.from({ length: 15 }, (_, index) => started(100 - index)),
    );
    renderPlugin({ api, path, signals });
    const timeline = await findTimeline();
    await userEvent.click(
      await timeline.findByRole('button', { name: 'Show older' }),
    );
    await waitFor(() =>
      expect(timeline.getAllByRole('listitem')).toHaveLength(15),
    );
    api.events = [
      started(101, { occurredAt: noon.toUTC().toISO()! }),
      ...api.events,
    ];
    act(() => signals.send({ action: 'changed' }));
    await waitFor(() =>
      expect(timeline.getAllByRole('listitem')).toHaveLength(16),
    );
    expect(timeline.getAllByRole('listitem')[0]).toHaveTextContent('start 101');
    expect(
      timeline.getByRole('heading', { name: 'Today' }),
    ).toBeInTheDocument();
  });

  it('says that nothing happened, and while it does not know yet', async () => {
    const api = apiWith([]);
    api.held.add('listEvents');
    renderPlugin({ api, path });
    const timeline = await findTimeline();
    expect(
      timeline.getByRole('status', { name: 'Loading timeline' }),
    ).toBeInTheDocument();
    api.held.clear();
    expect(
      await timeline.findByText(/Nothing has happened yet/),
    ).toBeInTheDocument();
    expect(timeline.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says what failed beside the rest of the page, and tries again when asked', async () => {
    const api = apiWith([started(1)]);
    api.failures.set('listEvents', new InputError('Malformed filter'));
    renderPlugin({ api, path });
    const timeline = await findTimeline();
    const alert = await timeline.findByRole('alert');
    expect(alert).toHaveTextContent('Could not load what happened');
    expect(alert).toHaveTextContent('Malformed filter');
    expect(screen.getByRole('region', { name: 'Ports' })).toBeInTheDocument();
    api.failures.clear();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await timeline.findByText('start 1')).toBeInTheDocument();
  });

  it('says calmly that events may not be seen, and asks only once', async () => {
    const api = apiWith([started(1)]);
    api.failures.set('listEvents', new NotAllowedError('Missing permission'));
    const { container } = renderPlugin({ api, path });
    const timeline = await findTimeline();
    expect(
      await timeline.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(
      timeline.getByText(/docker-watcher\.container\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(api.calls.filter(call => call.name === 'listEvents')).toHaveLength(
      1,
    );
    expect(screen.getByRole('region', { name: 'Ports' })).toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('is of the container alone where its workload cannot be asked for', async () => {
    const odd = buildContainerDetail({
      name: 'odd',
      workload: 'local/compose:a,b/web/1',
    });
    const api = apiWith([
      started(2, { containerId: odd.id, workload: odd.workload }),
      started(1, { workload: 'local/compose:a' }),
    ]);
    api.containers = [odd];
    renderPlugin({ api, path: `/docker-watcher/containers/local/${odd.id}` });
    const timeline = await findTimeline();
    expect(await timeline.findByText('start 2')).toBeInTheDocument();
    expect(timeline.getAllByRole('listitem')).toHaveLength(1);
    expect(
      api.calls.find(call => call.name === 'listEvents')?.query,
    ).toMatchObject({ host: ['local'], containerId: [odd.id] });
  });
});
