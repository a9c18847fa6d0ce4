import { InputError, NotAllowedError } from '@backstage/errors';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EventKind,
  WatcherEvent,
  WatcherEventBase,
  WatcherEventDetails,
} from 'backstage-plugin-docker-watcher-common';
import { axe } from 'jest-axe';
import { DateTime } from 'luxon';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildEvent,
  buildHost,
} from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

const path = '/docker-watcher/events';
const web = buildContainerDetail({ name: 'web' });
/** A moment ago, but so that yesterday is another day. */
const now = DateTime.now();
const when = (days: number) => now.minus({ days }).toUTC().toISO()!;

function happened<K extends EventKind>(
  id: number,
  kind: K,
  details: WatcherEventDetails[K],
  given: Partial<WatcherEventBase> & { days?: number } = {},
): WatcherEvent {
  const { days = 0, ...base } = given;
  return buildEvent(kind, details, {
    id: String(id),
    at: when(days),
    occurredAt: when(days),
    message: `message ${id}`,
    ...base,
  });
}

const paused = (id: number, given?: Parameters<typeof happened>[3]) =>
  happened(id, 'container.paused', {}, given);

function apiWith(events: WatcherEvent[]) {
  return new FakeDockerWatcherApi({
    hosts: [buildHost({ title: 'Workshop' })],
    containers: [web],
    events,
  });
}

const died = happened(
  9,
  'container.died',
  { exitCode: 137, oomKilled: true, ranForMs: 7_200_000 },
  {
    severity: 'error',
    entityRef: 'component:default/shop',
    message: 'web ended by itself with code 137',
  },
);

async function rowOf(message: string) {
  return within((await screen.findByText(message)).closest('li')!);
}

const messages = () =>
  screen
    .getAllByText(/^message \d+$/)
    .map(element => Number(element.textContent?.split(' ')[1]));

const asked = (api: FakeDockerWatcherApi, name: string) =>
  api.calls.filter(call => call.name === name).map(({ query }) => query);

describe('the Events tab', () => {
  it('lists events by day, the newest first, with what, of what, when and how bad', async () => {
    const api = apiWith([
      died,
      paused(8, { days: 1, severity: 'warn', message: '<b>markup</b>' }),
      happened(
        7,
        'host.unreachable',
        { reason: 'refused' },
        {
          days: 1,
          source: 'host',
          containerId: undefined,
          containerName: undefined,
          workload: undefined,
          message: 'local is unreachable',
        },
      ),
    ]);
    const { container, address } = renderPlugin({ api, path });
    const row = await rowOf('web ended by itself with code 137');
    expect(row.getByText('Ended by itself')).toBeInTheDocument();
    expect(row.getByText('Error')).toBeInTheDocument();
    expect(row.getByRole('link', { name: 'web' })).toHaveAttribute(
      'href',
      `/docker-watcher/containers/local/${web.id}`,
    );
    expect(await row.findByText('Workshop')).toBeInTheDocument();
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(heading => heading.textContent),
    ).toEqual(['Today', 'Yesterday']);
    const unreachable = await rowOf('local is unreachable');
    expect(unreachable.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByText('<b>markup</b>')).toBeInTheDocument();
    expect(screen.getByText('These are all.')).toBeInTheDocument();
    expect(address()).toBe(path);
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('keeps its filters in the address and asks for exactly them everywhere', async () => {
    const api = apiWith([died, paused(8)]);
    const { address, goBack } = renderPlugin({ api, path });
    await screen.findByText('message 8');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search events' }),
      'ENDED',
    );
    await waitFor(() =>
      expect(screen.queryByText('message 8')).not.toBeInTheDocument(),
    );
    expect(await rowOf(died.message)).toBeDefined();
    expect(address()).toBe(`${path}?q=ENDED`);

    await userEvent.click(screen.getByRole('button', { name: /Severity/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Warning' }),
    );
    await userEvent.keyboard('{Escape}');
    expect(
      await screen.findByRole('heading', { name: 'No event matches' }),
    ).toBeInTheDocument();
    expect(address()).toBe(`${path}?q=ENDED&severity=warn`);
    const filter = { q: 'ENDED', severity: ['warn'] };
    for (const call of ['listEvents', 'getEventHistogram', 'streamEvents']) {
      await waitFor(() =>
        expect(asked(api, call).at(-1)).toMatchObject(filter),
      );
    }
    // One stream at a time, whatever was asked for before.
    expect(api.openStreams).toHaveLength(1);

    act(() => goBack());
    await rowOf(died.message);
    expect(address()).toBe(`${path}?q=ENDED`);
  });

  it('opens a link with filters, names them and drops them one by one', async () => {
    const api = apiWith([died, paused(8)]);
    api.owned = ['component:default/shop'];
    const { address } = renderPlugin({
      api,
      path: `${path}?host=local&severity=error&workload=x&ownedByMe=true&range=1h`,
    });
    expect(
      await screen.findByRole('heading', { name: 'No event matches' }),
    ).toBeInTheDocument();
    const tags = within(screen.getByRole('grid', { name: 'Active filters' }));
    for (const name of [
      'Host: Workshop',
      'Severity: Error',
      'Owned by me',
      'Last hour',
    ]) {
      expect(tags.getByText(name)).toBeInTheDocument();
    }
    await userEvent.click(
      within(tags.getByRole('row', { name: /Workload: x/ })).getByRole(
        'button',
      ),
    );
    await rowOf(died.message);
    expect(screen.queryByText('message 8')).not.toBeInTheDocument();
    expect(address()).toBe(
      `${path}?severity=error&host=local&ownedByMe=true&range=1h`,
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await screen.findByText('message 8');
    expect(address()).toBe(path);
  });

  it('tells in words what the bars show, and how far the counts are complete', async () => {
    const api = apiWith([died, paused(8, { days: 1 }), paused(7, { days: 1 })]);
    api.histogramLimits = { completeSince: when(3) };
    renderPlugin({ api, path });
    const figure = within(
      await screen.findByRole('figure', { name: 'How many, when' }),
    );
    expect(
      await figure.findByText(
        /Error: 1, Warning: 0, Info: 2\. The most, 2, from/,
      ),
    ).toBeInTheDocument();
    expect(figure.getByText(/There were too many to count/)).toHaveTextContent(
      'Each bar is 3 hours.',
    );
  });

  it('looks at a time between two times without following the log', async () => {
    const api = apiWith([died, paused(8, { days: 3 })]);
    const since = when(4);
    const until = when(2);
    const between = new URLSearchParams({ since, until });
    const { address } = renderPlugin({ api, path: `${path}?${between}` });
    await screen.findByText('message 8');
    expect(screen.queryByText(died.message)).not.toBeInTheDocument();
    expect(screen.getByText('A time range in the past')).toBeInTheDocument();
    expect(api.streams).toHaveLength(0);
    expect(asked(api, 'listEvents').at(-1)).toMatchObject({ since, until });

    // The keyboard's way to what dragging over the bars does.
    const picker = screen.getByRole('group', { name: 'From – to' });
    const [month] = within(picker).getAllByRole('spinbutton');
    act(() => month.focus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(
        new URLSearchParams(address().split('?')[1]).get('since'),
      ).not.toBe(since),
    );
  });

  it('chooses a time range by name', async () => {
    const api = apiWith([paused(8, { days: 20 })]);
    const { address } = renderPlugin({ api, path });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look at any time' }),
    );
    await screen.findByText('message 8');
    expect(address()).toBe(`${path}?range=all`);
    await userEvent.click(screen.getByRole('button', { name: /Time range/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Last 30 days' }),
    );
    await waitFor(() => expect(address()).toBe(`${path}?range=30d`));
    await screen.findByText('message 8');
  });

  it('loads older ones until there are none, and says when it looked in vain', async () => {
    const api = apiWith(
      Array.from({ length: 120 }, (_, index) => paused(120 - index)),
    );
    renderPlugin({ api, path });
    const older = await screen.findByRole('button', { name: 'Show older' });
    expect(messages()).toHaveLength(50);
    await userEvent.click(older);
    await waitFor(() => expect(messages()).toHaveLength(100));
    await userEvent.click(older);
    await waitFor(() => expect(messages()).toHaveLength(120));
    expect(messages()).toEqual(
      Array.from({ length: 120 }, (_, index) => 120 - index),
    );
    expect(older).not.toBeInTheDocument();
  });

  it('offers to keep looking where matches are rare', async () => {
    const api = apiWith([
      ...Array.from({ length: 120 }, (_, index) => paused(220 - index)),
      paused(1, { severity: 'error' }),
    ]);
    api.examinedPerPage = 20;
    renderPlugin({ api, path: `${path}?severity=error` });
    const keep = await screen.findByRole('button', { name: 'Keep looking' });
    expect(screen.getByText(/Nothing found among/)).toBeInTheDocument();
    await userEvent.click(keep);
    expect(await screen.findByText('message 1')).toBeInTheDocument();
    expect(keep).not.toBeInTheDocument();
  });

  it('keeps what is shown when older ones cannot be loaded', async () => {
    const api = apiWith(
      Array.from({ length: 60 }, (_, index) => paused(60 - index)),
    );
    renderPlugin({ api, path });
    const older = await screen.findByRole('button', { name: 'Show older' });
    api.failures.set('listEvents', new Error('The database is away'));
    await userEvent.click(older);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    expect(messages()).toHaveLength(50);
    api.failures.clear();
    await userEvent.click(older);
    await waitFor(() => expect(messages()).toHaveLength(60));
  });
});

describe('following the log', () => {
  const status = async (text: string) =>
    within(
      await screen.findByRole('group', { name: 'Following the log' }),
    ).findByText(text);
  const live = () => status('Live');
  const scrollIntoView = jest.fn();

  beforeEach(() => {
    scrollIntoView.mockClear();
    // The tests' DOM has no layout to scroll.
    Element.prototype.scrollIntoView = scrollIntoView;
  });

  it('puts new events on top, those that match', async () => {
    const api = apiWith([paused(1, { severity: 'warn' })]);
    renderPlugin({ api, path: `${path}?severity=warn` });
    await live();
    act(() => {
      api.append(paused(2));
      api.append(paused(3, { severity: 'warn' }));
    });
    await screen.findByText('message 3');
    expect(messages()).toEqual([3, 1]);
  });

  it('holds them back while paused, says how many wait, and shows them in order', async () => {
    const api = apiWith([paused(1)]);
    const { container } = renderPlugin({ api, path });
    await live();
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(await status('Paused')).toBeInTheDocument();
    act(() => api.append(paused(2), paused(3)));
    const news = await screen.findByRole('button', { name: '2 new events' });
    expect(messages()).toEqual([1]);
    expect(await axe(contentOf(container))).toHaveNoViolations();

    await userEvent.click(news);
    expect(messages()).toEqual([3, 2, 1]);
    expect(scrollIntoView).toHaveBeenCalledTimes(1);
    expect(await status('Paused')).toBeInTheDocument();
    act(() => api.append(paused(4)));
    await screen.findByRole('button', { name: '1 new event' });
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(messages()).toEqual([4, 3, 2, 1]));
    expect(await live()).toBeInTheDocument();
  });

  it('does not push away what is read further down', async () => {
    let scroll: (isPast: boolean) => void = () => {};
    class ScriptedObserver implements IntersectionObserver {
      readonly root = document;
      readonly rootMargin = '';
      readonly thresholds = [];
      constructor(callback: IntersectionObserverCallback) {
        scroll = isPast => {
          const rect = new DOMRect(0, isPast ? -500 : 100, 1, 1);
          callback(
            [
              {
                isIntersecting: !isPast,
                boundingClientRect: rect,
                intersectionRect: rect,
                intersectionRatio: 0,
                rootBounds: rect,
                target: document.body,
                time: 0,
              },
            ],
            this,
          );
        };
      }
      observe() {}
      unobserve() {}
      disconnect() {}
      takeRecords() {
        return [];
      }
    }
    const original = window.IntersectionObserver;
    window.IntersectionObserver = ScriptedObserver;
    try {
      const api = apiWith([paused(1)]);
      renderPlugin({ api, path });
      await live();
      await screen.findByText('message 1');
      act(() => scroll(true));
      act(() => api.append(paused(2)));
      await screen.findByRole('button', { name: '1 new event' });
      expect(messages()).toEqual([1]);
      // Nothing was paused, so being back at the top is enough.
      act(() => scroll(false));
      await waitFor(() => expect(messages()).toEqual([2, 1]));
    } finally {
      window.IntersectionObserver = original;
    }
  });

  it('closes its stream while the page is hidden, and when it is left', async () => {
    const visibility = jest.spyOn(document, 'hidden', 'get');
    try {
      const api = apiWith([paused(1)]);
      const { unmount } = renderPlugin({ api, path });
      await live();
      const show = (isHidden: boolean) =>
        act(() => {
          visibility.mockReturnValue(isHidden);
          document.dispatchEvent(new Event('visibilitychange'));
        });
      show(true);
      expect(api.openStreams).toHaveLength(0);
      expect(
        await screen.findByText('Asleep while hidden'),
      ).toBeInTheDocument();
      api.append(paused(2), paused(3));
      show(false);
      await waitFor(() => expect(messages()).toEqual([3, 2, 1]));
      expect(asked(api, 'streamEvents').at(-1)).toMatchObject({ after: '1' });
      expect(api.openStreams).toHaveLength(1);
      unmount();
      expect(api.openStreams).toHaveLength(0);
    } finally {
      visibility.mockRestore();
    }
  });

  it('shows each event once across a connection that breaks', async () => {
    const api = apiWith([paused(1)]);
    renderPlugin({ api, path });
    await live();
    act(() => api.append(paused(2)));
    await screen.findByText('message 2');
    act(() => api.streams[0].end(new TypeError('network error')));
    expect(await screen.findByText('Reconnecting')).toBeInTheDocument();
    api.append(paused(3));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(messages()).toEqual([3, 2, 1]));
    expect(await live()).toBeInTheDocument();
  });

  it('says where events were deleted before they could be shown', async () => {
    const api = apiWith([paused(1)]);
    renderPlugin({ api, path });
    await live();
    await screen.findByText('message 1');
    act(() => {
      api.streams[0].send({ type: 'gap', id: '6', after: '1', oldest: '7' });
      api.append(paused(7));
    });
    await screen.findByText('message 7');
    expect(
      screen
        .getAllByRole('listitem')
        .map(item => item.textContent)
        .filter(text => /message|deleted/.test(text ?? '')),
    ).toEqual([
      expect.stringContaining('message 7'),
      'Some events were deleted here before they could be shown.',
      expect.stringContaining('message 1'),
    ]);
  });

  it('lists all the same when there are too many followers', async () => {
    const api = apiWith([paused(1)]);
    api.failures.set(
      'streamEvents',
      Object.assign(new Error('Too many'), { statusCode: 429 }),
    );
    renderPlugin({ api, path });
    expect(await screen.findByText('message 1')).toBeInTheDocument();
    expect(screen.getByText('Too many followers')).toBeInTheDocument();
    expect(screen.getByText(/every half minute/)).toBeInTheDocument();
    // Trying again brings the newest also when following fails once more.
    api.events = [paused(2), ...api.events];
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('message 2')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('lists all the same when following is not allowed', async () => {
    const api = apiWith([paused(1)]);
    api.failures.set('streamEvents', new NotAllowedError('No'));
    renderPlugin({ api, path });
    expect(await screen.findByText('message 1')).toBeInTheDocument();
    expect(screen.getByText('Not allowed to follow')).toBeInTheDocument();
  });
});

describe('the details of an event', () => {
  const open = async (message: string) => {
    const row = await rowOf(message);
    await userEvent.click(row.getByRole('button', { name: /^Details of/ }));
    return row;
  };

  it('has every field, links on from it, and an address of its own', async () => {
    const event = happened(
      5,
      'container.died',
      { exitCode: 137, oomKilled: true, ranForMs: 7_200_000 },
      {
        severity: 'error',
        entityRef: 'component:default/shop',
        actor: 'user:default/ada',
        proxyId: 'proxy-7',
        inferred: true,
        message: 'web ended',
      },
    );
    const api = apiWith([event]);
    const { container, address } = renderPlugin({ api, path });
    const row = await open('web ended');
    expect(address()).toBe(`${path}?event=5`);
    for (const text of [
      'container.died',
      'Not seen happening; concluded at the next look.',
      'killed by the kernel for want of memory',
      '2 hours',
      'local/name:web',
      'proxy-7',
      web.id,
    ]) {
      expect(row.getByText(text)).toBeInTheDocument();
    }
    const link = (name: string | RegExp) =>
      row.getByRole('link', { name }).getAttribute('href');
    expect(link('Workshop')).toBe('/docker-watcher/hosts');
    expect(link('shop')).toBe('/catalog/default/component/shop');
    expect(link('ada')).toBe('/catalog/default/user/ada');
    const around = new URLSearchParams(
      link('Events around this time')?.split('?')[1],
    );
    expect(Date.parse(around.get('until')!) - Date.parse(event.at)).toBe(
      300_000,
    );
    expect(around.get('event')).toBe('5');
    expect(link('All events of this container')).toBe(
      `${path}?host=local&workload=local%2Fname%3Aweb&range=all`,
    );
    expect(await axe(contentOf(container))).toHaveNoViolations();

    await userEvent.click(
      row.getByRole('button', { name: /^Details of/, expanded: true }),
    );
    await waitFor(() => expect(address()).toBe(path));
    expect(row.queryByText('proxy-7')).not.toBeInTheDocument();
  });

  it('copies it as JSON', async () => {
    const user = userEvent.setup();
    const event = paused(5);
    renderPlugin({ api: apiWith([event]), path });
    const row = await open('message 5');
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(row.getByRole('button', { name: 'Copy as JSON' }));
    expect(await row.findByText('Copied')).toBeInTheDocument();
    expect(JSON.parse(write.mock.calls[0][0])).toEqual(event);
    write.mockRestore();
  });

  it('opens the event of a link also where the filters leave it out', async () => {
    const api = apiWith([died, paused(8, { days: 20 })]);
    const { address } = renderPlugin({ api, path: `${path}?event=8` });
    const linked = within(
      await screen.findByRole('region', { name: 'The event of the link' }),
    );
    expect(await linked.findByText('message 8')).toBeInTheDocument();
    await userEvent.click(linked.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(address()).toBe(path));
  });

  it('says that the event of a link is gone', async () => {
    renderPlugin({ api: apiWith([died]), path: `${path}?event=77` });
    expect(
      await screen.findByRole('heading', { name: 'Event not found' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('exporting events', () => {
  const choose = async (format: RegExp) => {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: format }),
    );
  };
  let saved: { name: string; blob: Blob }[] = [];

  beforeEach(() => {
    saved = [];
    let blob: Blob = new Blob([]);
    URL.createObjectURL = object => {
      blob = object instanceof Blob ? object : blob;
      return 'blob:test';
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({ name: this.download, blob });
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('saves what the filters find as a file', async () => {
    const api = apiWith([died, paused(8)]);
    renderPlugin({ api, path: `${path}?severity=error` });
    await rowOf(died.message);
    await choose(/CSV/);
    expect(
      await screen.findByText(/^Exported \d+ byte into/),
    ).toHaveTextContent(/docker-watcher-events-.*\.csv$/);
    expect(asked(api, 'exportEvents').at(-1)).toMatchObject({
      severity: ['error'],
      format: 'csv',
    });
    expect(saved).toHaveLength(1);
    expect(saved[0].blob.type).toBe('text/csv');
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/^Exported/)).not.toBeInTheDocument();
  });

  it('can be cancelled, and then saves nothing', async () => {
    const api = apiWith([died]);
    renderPlugin({ api, path });
    await rowOf(died.message);
    api.held.add('exportEvents');
    await choose(/NDJSON/);
    expect(await screen.findByText(/^Exporting/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByText(/^Exporting/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Export' })).toBeEnabled();
    expect(saved).toEqual([]);
  });

  it('says why it failed', async () => {
    const api = apiWith([died]);
    api.failures.set('exportEvents', new Error('The database is away'));
    renderPlugin({ api, path });
    await rowOf(died.message);
    await choose(/NDJSON/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
  });
});

describe('when there is nothing to list', () => {
  it('says that nothing has happened yet, and shows what then does', async () => {
    const api = apiWith([]);
    renderPlugin({ api, path: `${path}?range=all` });
    expect(
      await screen.findByRole('heading', { name: 'Nothing has happened yet' }),
    ).toBeInTheDocument();
    await screen.findByText('Live');
    act(() => api.append(paused(1)));
    expect(await screen.findByText('message 1')).toBeInTheDocument();
  });

  it('shows that it is loading', async () => {
    const api = apiWith([]);
    api.held.add('listEvents');
    renderPlugin({ api, path });
    expect(
      await screen.findByRole('status', { name: 'Loading events' }),
    ).toHaveAttribute('aria-busy', 'true');
    api.held.clear();
    expect(
      await screen.findByRole('heading', {
        name: 'No events in this time range',
      }),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again when asked', async () => {
    const api = apiWith([paused(1)]);
    api.failures.set('listEvents', new Error('The database is away'));
    renderPlugin({ api, path });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not load what happened');
    expect(alert).toHaveTextContent('The database is away');
    api.failures.clear();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('message 1')).toBeInTheDocument();
  });

  it('says which filter was not understood, and drops it when asked', async () => {
    const api = apiWith([paused(1)]);
    api.failures.set('listEvents', new InputError("Malformed 'workload'"));
    renderPlugin({ api, path: `${path}?workload=x` });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "Malformed 'workload'",
    );
    api.failures.clear();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByText('message 1')).toBeInTheDocument();
  });

  it('says calmly that events may not be seen', async () => {
    const api = apiWith([paused(1)]);
    api.failures.set('listEvents', new NotAllowedError('No'));
    const { container } = renderPlugin({ api, path });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/docker-watcher\.event\.read/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });
});
