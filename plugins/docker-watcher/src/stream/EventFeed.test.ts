import { NotAllowedError } from '@backstage/errors';
import {
  EventsPage,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { FakeDockerWatcherApi, buildEvent } from '../__testUtils__';
import { FakeTimers, settle } from '../__testUtils__/FakeTimers';
import { EventFeed, EventFeedOptions, FeedPlace } from './EventFeed';

const START = Date.parse('2026-01-03T07:00:00.000Z');

function event(id: number): WatcherEvent {
  // Two in each millisecond, so that a moment is not a place.
  const at = new Date(START + Math.floor(id / 2)).toISOString();
  return buildEvent('container.paused', {}, { id: String(id), at });
}

/** The newest first, like a log. */
function events(from: number, to: number): WatcherEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => event(to - index));
}

const ids = (items: readonly { id: string }[]) =>
  items.map(({ id }) => Number(id));

const range = (from: number, to: number) => ids(events(from, to));

/** A feed over a backend in memory, on time that a test lets pass. */
function setup(
  options: {
    log?: WatcherEvent[];
    isLive?: boolean;
    list?: (place: FeedPlace) => Promise<EventsPage> | undefined;
  } & Pick<EventFeedOptions, 'maxWaiting' | 'maxItems'> = {},
) {
  const { log = [], isLive = true, list, ...limits } = options;
  const timers = new FakeTimers();
  const api = new FakeDockerWatcherApi({ events: log });
  const feed = EventFeed.create({
    ...limits,
    timers,
    random: () => 1,
    list: (place, signal) =>
      list?.(place) ?? api.listEvents({ limit: 10, ...place }, { signal }),
    stream: isLive
      ? (after, signal) => api.streamEvents({ after }, { signal })
      : undefined,
  });
  const append = async (from: number, to: number = from) => {
    api.append(...events(from, to).reverse());
    await timers.advance(100);
  };
  return {
    timers,
    api,
    feed,
    append,
    shown: () => ids(feed.getSnapshot().items),
    /** A stream that was held is opened by a timer of the machine. */
    opened: async () => {
      const giveUpAt = Date.now() + 15_000;
      while (api.streams.length === 0 && Date.now() < giveUpAt) {
        await settle();
      }
      await settle();
    },
    lists: () => api.calls.filter(({ name }) => name === 'listEvents').length,
  };
}

describe('EventFeed', () => {
  it('lists the newest once the stream stands, and puts what comes on top', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 25) });
    const stop = feed.start();
    expect(feed.getSnapshot().status).toBe('loading');
    await settle();
    expect(feed.getSnapshot()).toMatchObject({
      status: 'ready',
      tail: { kind: 'live' },
      older: { status: 'idle', foundNothing: false },
      waiting: 0,
    });
    expect(s.shown()).toEqual(range(16, 25));
    expect(s.lists()).toBe(1);
    expect(s.api.calls.map(({ name }) => name)).toEqual([
      'streamEvents',
      'listEvents',
    ]);

    await append(26, 28);
    expect(s.shown()).toEqual(range(16, 28));

    stop();
    expect(s.timers.pending).toBe(0);
    expect(s.api.openStreams).toEqual([]);
    expect(feed.getSnapshot().tail).toEqual({ kind: 'stopped' });
  });

  it('tells those who subscribed of each change, and nobody afterwards', async () => {
    const { feed } = setup({ log: events(1, 3) });
    const listener = jest.fn();
    const unsubscribe = feed.subscribe(listener);
    const before = feed.getSnapshot();
    const stop = feed.start();
    await settle();
    expect(listener).toHaveBeenCalled();
    expect(feed.getSnapshot()).not.toBe(before);
    unsubscribe();
    listener.mockClear();
    stop();
    expect(listener).not.toHaveBeenCalled();
  });

  it('has what is appended between list and stream, whichever stands first', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 5) });
    s.api.held.add('streamEvents');
    const stop = feed.start();
    await settle();
    expect(s.lists()).toBe(0);
    // A stream that is kept waiting does not keep the list waiting.
    await s.timers.advance(400);
    await settle();
    expect(s.shown()).toEqual(range(1, 5));

    await append(6, 9);
    expect(s.shown()).toEqual(range(1, 5));
    s.api.held.clear();
    await s.opened();
    expect(s.shown()).toEqual(range(1, 9));
    await append(10);
    expect(s.shown()).toEqual(range(1, 10));
    stop();
  });

  it('leaves no hole where more was appended meanwhile than the top tells', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 30) });
    s.api.held.add('streamEvents');
    const stop = feed.start();
    await s.timers.advance(400);
    await feed.loadOlder();
    expect(s.shown()).toEqual(range(11, 30));

    // Within reach of some pages.
    await append(31, 65);
    s.api.held.clear();
    await s.opened();
    expect(s.shown()).toEqual(range(11, 65));
    stop();

    // Beyond it: then the list begins anew.
    const other = setup({ log: events(1, 30) });
    other.api.held.add('streamEvents');
    const stopOther = other.feed.start();
    await other.timers.advance(400);
    await settle();
    await other.append(31, 130);
    other.api.held.clear();
    await other.opened();
    expect(other.shown()).toEqual(range(81, 130));
    await other.feed.loadOlder();
    expect(other.shown()).toEqual(range(71, 130));
    stopOther();
  });

  it('asks for the top again until it comes, and has everything then', async () => {
    let failures = 0;
    const { feed, append, ...s } = setup({
      log: events(1, 5),
      list: () => {
        failures -= 1;
        return failures >= 0
          ? Promise.reject(new Error('The database is away'))
          : undefined;
      },
    });
    s.api.held.add('streamEvents');
    const stop = feed.start();
    await s.timers.advance(400);
    await append(6, 7);
    failures = 2;
    s.api.held.clear();
    await s.opened();
    // The stream tells of the newest, while two are still unknown below them.
    await append(8);
    expect(s.shown()).toEqual([8, ...range(1, 5)]);
    await s.timers.advance(10_000);
    await settle();
    expect(s.shown()).toEqual(range(1, 8));
    stop();
  });

  it('loads older ones until there are none', async () => {
    const { feed, ...s } = setup({ log: events(1, 25), isLive: false });
    const stop = feed.start();
    await settle();
    expect(feed.getSnapshot().older.status).toBe('idle');
    const loading = feed.loadOlder();
    expect(feed.getSnapshot().older.status).toBe('loading');
    // Asking twice is asking once.
    await Promise.all([loading, feed.loadOlder()]);
    expect(s.shown()).toEqual(range(6, 25));
    await feed.loadOlder();
    expect(s.shown()).toEqual(range(1, 25));
    expect(feed.getSnapshot().older.status).toBe('end');
    const before = s.lists();
    await feed.loadOlder();
    expect(s.lists()).toBe(before);
    stop();
  });

  it('looks through short and empty pages by itself, but asks before it looks for long', async () => {
    const log = events(1, 200);
    const { feed, ...s } = setup({ log, isLive: false });
    s.api.examinedPerPage = 10;
    for (const each of s.api.events) {
      each.severity = Number(each.id) <= 12 ? 'error' : 'info';
    }
    const errors = EventFeed.create({
      list: (place, signal) =>
        s.api.listEvents({ severity: ['error'], ...place }, { signal }),
    });
    const stop = errors.start();
    await settle();
    const snapshot = () => errors.getSnapshot();
    expect(s.lists()).toBe(5);
    expect(snapshot()).toMatchObject({
      status: 'ready',
      items: [],
      older: { status: 'idle', foundNothing: true },
    });
    await errors.loadOlder();
    await errors.loadOlder();
    expect(snapshot().older).toMatchObject({ foundNothing: true });
    await errors.loadOlder();
    expect(ids(snapshot().items)).toEqual(range(1, 12));
    expect(snapshot().older).toEqual({ status: 'end', foundNothing: false });
    stop();
    expect(feed.isLive).toBe(false);
  });

  it('keeps what is shown when older ones fail, and can try again', async () => {
    const { feed, ...s } = setup({ log: events(1, 15) });
    const stop = feed.start();
    await settle();
    const failure = new Error('The database is away');
    s.api.failures.set('listEvents', failure);
    await feed.loadOlder();
    expect(feed.getSnapshot().older).toMatchObject({
      status: 'failed',
      error: failure,
    });
    expect(s.shown()).toEqual(range(6, 15));
    s.api.failures.clear();
    await feed.loadOlder();
    expect(s.shown()).toEqual(range(1, 15));
    stop();
  });

  it('says that the list failed, and loads it when told to try again', async () => {
    const { feed, ...s } = setup({ log: events(1, 3) });
    const failure = new Error('The database is away');
    s.api.failures.set('listEvents', failure);
    const stop = feed.start();
    await settle();
    expect(feed.getSnapshot()).toMatchObject({
      status: 'failed',
      error: failure,
    });
    s.api.failures.clear();
    feed.retry();
    expect(feed.getSnapshot().status).toBe('loading');
    await settle();
    expect(feed.getSnapshot().status).toBe('ready');
    expect(s.shown()).toEqual(range(1, 3));
    stop();
  });

  it('shows the list at once where the stream is refused', async () => {
    const { feed, ...s } = setup({ log: events(1, 3) });
    s.api.failures.set(
      'streamEvents',
      Object.assign(new Error('Too many'), { statusCode: 429 }),
    );
    const stop = feed.start();
    await settle();
    expect(s.shown()).toEqual(range(1, 3));
    expect(feed.getSnapshot().tail.kind).toBe('busy');
    stop();
  });

  it('holds back new ones while the reader has paused or reads further down', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 3) });
    const stop = feed.start();
    await settle();
    feed.hold('paused');
    feed.hold('scrolled');
    expect(feed.getSnapshot().isPaused).toBe(true);
    await append(4, 6);
    expect(s.shown()).toEqual(range(1, 3));
    expect(feed.getSnapshot()).toMatchObject({
      waiting: 3,
      waitingIsFull: false,
    });

    feed.release('paused');
    expect(feed.getSnapshot()).toMatchObject({ waiting: 3, isPaused: false });
    feed.showWaiting();
    expect(s.shown()).toEqual(range(1, 6));
    expect(feed.getSnapshot().waiting).toBe(0);
    await append(7);
    expect(feed.getSnapshot().waiting).toBe(1);
    feed.release('scrolled');
    expect(s.shown()).toEqual(range(1, 7));
    await append(8);
    expect(s.shown()).toEqual(range(1, 8));
    stop();
  });

  it('closes the stream when too many wait, and misses none of them', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 3), maxWaiting: 5 });
    const stop = feed.start();
    await settle();
    feed.hold('paused');
    await append(4, 9);
    expect(feed.getSnapshot()).toMatchObject({
      waiting: 6,
      waitingIsFull: true,
      tail: { kind: 'suspended', reason: 'full' },
    });
    expect(s.api.openStreams).toEqual([]);
    await append(10, 12);
    feed.release('paused');
    await s.timers.advance(100);
    expect(s.shown()).toEqual(range(1, 12));
    expect(feed.getSnapshot().tail.kind).toBe('live');
    stop();
  });

  it('lets go of old ones when there are too many, and finds each of them again', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 10), maxItems: 20 });
    const stop = feed.start();
    await settle();
    await append(11, 20);
    expect(s.shown()).toEqual(range(1, 20));
    await append(21);
    expect(s.shown()).toEqual(range(6, 21));
    expect(feed.getSnapshot().older.status).toBe('idle');
    await feed.loadOlder();
    expect(s.shown()).toEqual(range(1, 21));
    stop();
  });

  it('drops older ones that come after it has let go of what lay above them', async () => {
    let answer: (page: EventsPage) => void = () => {};
    const { feed, append, ...s } = setup({
      log: events(1, 40),
      maxItems: 20,
      list: ({ cursor }) =>
        cursor === '31'
          ? new Promise(resolve => {
              answer = resolve;
            })
          : undefined,
    });
    const stop = feed.start();
    await settle();
    const loading = feed.loadOlder();
    await append(41, 60);
    expect(s.shown()).toEqual(range(45, 60));
    answer({ items: events(21, 30), pageInfo: { nextCursor: '21' } });
    await loading;
    // Otherwise 31 to 44 would be missing without a sign.
    expect(s.shown()).toEqual(range(45, 60));
    await feed.loadOlder();
    expect(s.shown()).toEqual(range(36, 60));
    stop();
  });

  it('sleeps while hidden and misses nothing', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 3) });
    feed.setVisible(false);
    const stop = feed.start();
    await settle();
    expect(s.shown()).toEqual(range(1, 3));
    expect(s.api.streams).toHaveLength(0);
    await append(4, 5);
    feed.setVisible(true);
    await settle();
    expect(s.shown()).toEqual(range(1, 5));

    feed.setVisible(false);
    await settle();
    expect(s.api.openStreams).toEqual([]);
    await append(6, 9);
    expect(s.shown()).toEqual(range(1, 5));
    feed.setVisible(true);
    await s.timers.advance(100);
    expect(s.shown()).toEqual(range(1, 9));
    expect(s.api.streams[1].query.after).toBe('5');
    stop();
  });

  it('passes on where events were deleted too early', async () => {
    const { feed, ...s } = setup({ log: events(1, 3) });
    const stop = feed.start();
    await settle();
    const [stream] = s.api.openStreams;
    stream.send({ type: 'gap', id: '8', after: '3', oldest: '9' });
    await settle();
    expect(feed.getSnapshot().gaps).toEqual([{ after: '3', oldest: '9' }]);
    stop();
  });

  it('begins anew when the log does, also with what waits', async () => {
    const old = events(90, 99);
    const fresh = events(1, 3);
    const log = { now: old };
    const { feed, ...s } = setup({
      log: old,
      list: async () => ({ items: log.now, pageInfo: {} }),
    });
    const stop = feed.start();
    await settle();
    expect(s.shown()).toEqual(range(90, 99));
    feed.hold('paused');
    const [stream] = s.api.openStreams;
    stream.send({ type: 'event', id: '100', event: event(100) });
    await s.timers.advance(100);
    expect(feed.getSnapshot().waiting).toBe(1);

    log.now = fresh;
    stream.send({ type: 'gap', id: '3', after: '100', oldest: '4' });
    await settle();
    expect(feed.getSnapshot()).toMatchObject({
      status: 'ready',
      gaps: [],
      waiting: 0,
      older: { status: 'end' },
    });
    expect(s.shown()).toEqual(range(1, 3));

    feed.release('paused');
    stream.send({ type: 'event', id: '4', event: event(4) });
    await s.timers.advance(100);
    expect(s.shown()).toEqual(range(1, 4));
    stop();
    expect(s.timers.pending).toBe(0);
  });

  it('goes on where it was when it is started again', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 3) });
    feed.start()();
    const stop = feed.start();
    await settle();
    expect(s.shown()).toEqual(range(1, 3));
    stop();
    await append(4, 6);
    const stopAgain = feed.start();
    await s.timers.advance(100);
    expect(s.shown()).toEqual(range(1, 6));
    stopAgain();
    expect(s.timers.pending).toBe(0);
  });

  it('asks for the newest again when told to, where no stream tells of them', async () => {
    const { feed, append, ...s } = setup({ log: events(1, 3) });
    s.api.failures.set('streamEvents', new NotAllowedError('No'));
    const stop = feed.start();
    await settle();
    await append(4, 5);
    expect(s.shown()).toEqual(range(1, 3));
    feed.retry();
    await settle();
    expect(s.shown()).toEqual(range(1, 5));
    expect(feed.getSnapshot().tail.kind).toBe('refused');
    stop();
  });
});
