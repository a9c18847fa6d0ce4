import { InputError, NotAllowedError } from '@backstage/errors';
import {
  EventStreamEnd,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { buildEvent } from '../__testUtils__';
import { FakeEventStream } from '../__testUtils__/FakeEventStream';
import { FakeTimers, settle } from '../__testUtils__/FakeTimers';
import { EventTail, TailState } from './EventTail';

const event = (id: string) => buildEvent('container.paused', {}, { id });

/** A reader of streams that a test answers, one after the other. */
function setup(options: { random?: number } = {}) {
  const timers = new FakeTimers();
  const streams: FakeEventStream[] = [];
  const events: WatcherEvent[] = [];
  const gaps: { after: string; oldest: string }[] = [];
  const states: TailState[] = [];
  const refusals: Error[] = [];
  let begun = 0;
  const tail = EventTail.create({
    timers,
    random: () => options.random ?? 1,
    open: (after, signal) => {
      const stream = new FakeEventStream({ after }, signal);
      streams.push(stream);
      const refusal = refusals.shift();
      if (refusal) {
        stream.end(refusal);
      }
      return stream.messages();
    },
    onBegun: () => {
      begun += 1;
    },
    onEvent: each => events.push(each),
    onGap: gap => gaps.push(gap),
    onState: state => states.push(state),
  });
  return {
    timers,
    tail,
    streams,
    gaps,
    states,
    refusals,
    ids: () => events.map(({ id }) => id),
    begun: () => begun,
    kinds: () => states.map(({ kind }) => kind),
    asked: () => streams.map(stream => stream.query.after),
    current: () => streams[streams.length - 1],
    send: (id: string) =>
      streams[streams.length - 1].send({ type: 'event', id, event: event(id) }),
    ready: (id: string) =>
      streams[streams.length - 1].send({ type: 'ready', id }),
  };
}

describe('EventTail', () => {
  it('begins with what is appended from now on and goes on after the last id', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.ready('100');
    s.send('101');
    s.send('105');
    await settle();
    expect(s.asked()).toEqual([undefined]);
    expect(s.begun()).toBe(1);
    expect(s.ids()).toEqual(['101', '105']);
    expect(s.kinds()).toEqual(['connecting', 'live']);

    s.current().end();
    await settle();
    expect(tail.state.kind).toBe('reconnecting');
    await s.timers.advance(1_000);
    expect(s.asked()).toEqual([undefined, '105']);
    s.ready('105');
    s.send('106');
    await settle();
    expect(tail.state.kind).toBe('live');
    expect(s.ids()).toEqual(['101', '105', '106']);
    // It had a place to go on from, so nothing can have been left out.
    expect(s.begun()).toBe(1);
    tail.stop();
    expect(s.timers.pending).toBe(0);
    expect(s.streams.every(stream => !stream.isOpen)).toBe(true);
  });

  it('goes on after the place that heartbeats tell, also when nothing was shown', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.ready('100');
    s.current().send({ type: 'heartbeat', id: '9000' });
    s.current().send({ type: 'heartbeat', id: '10000' });
    await settle();
    expect(tail.lastId).toBe('10000');
    s.current().end(new TypeError('network error'));
    await s.timers.advance(1_000);
    expect(s.asked()).toEqual([undefined, '10000']);
    tail.stop();
  });

  it('takes each event once, whatever is sent again, beyond what numbers can tell apart', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.ready('9007199254740992');
    s.send('9007199254740993');
    s.send('9007199254740993');
    s.send('9007199254740992');
    s.send('9007199254740994');
    await settle();
    expect(s.ids()).toEqual(['9007199254740993', '9007199254740994']);
    expect(tail.lastId).toBe('9007199254740994');
    tail.stop();
  });

  it('tells of what was deleted too early', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.ready('1');
    s.current().send({ type: 'gap', id: '499', after: '1', oldest: '500' });
    s.send('500');
    await settle();
    expect(s.gaps).toEqual([{ after: '1', oldest: '500' }]);
    expect(s.ids()).toEqual(['500']);
    s.current().end();
    await s.timers.advance(1_000);
    expect(s.asked()).toEqual([undefined, '500']);
    tail.stop();
  });

  it('goes on with the ids of another log when the old place is none of its own', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.ready('900');
    s.send('901');
    await settle();
    s.current().end();
    await s.timers.advance(1_000);
    s.ready('901');
    s.current().send({ type: 'gap', id: '10', after: '901', oldest: '11' });
    s.send('11');
    await settle();
    expect(s.gaps).toEqual([{ after: '901', oldest: '11' }]);
    expect(s.ids()).toEqual(['901', '11']);
    s.current().end();
    await s.timers.advance(2_000);
    expect(s.asked()).toEqual([undefined, '901', '11']);
    tail.stop();
  });

  it.each<[EventStreamEnd, number]>([
    ['token-expired', 500],
    ['too-slow', 500],
    ['shutdown', 1_000],
  ])(
    'is opened again soon after a proven stream was ended: %s',
    async (reason, delay) => {
      const { tail, ...s } = setup();
      tail.start();
      s.ready('1');
      await s.timers.advance(10_000);
      s.current().send({ type: 'end', id: '7', reason });
      await settle();
      expect(s.current().isOpen).toBe(false);
      expect(tail.state.kind).toBe('reconnecting');
      await s.timers.advance(delay - 1);
      expect(s.streams).toHaveLength(1);
      await s.timers.advance(1);
      expect(s.asked()).toEqual([undefined, '7']);
      tail.stop();
    },
  );

  it('waits longer each time it fails, up to half a minute, and begins anew after a stream that lasted', async () => {
    const { tail, ...s } = setup();
    tail.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      // One that stands for a moment only counts as a failure as well.
      s.ready('1');
      s.current().end(new TypeError('network error'));
      await settle();
      waits.push(s.timers.nextMs ?? 0);
      await s.timers.advance(s.timers.nextMs ?? 0);
    }
    expect(waits).toEqual([1e3, 2e3, 4e3, 8e3, 16e3, 30e3, 30e3]);

    s.ready('1');
    await s.timers.advance(10_000);
    s.current().end();
    await settle();
    expect(s.timers.nextMs).toBe(1_000);
    tail.stop();
    expect(s.timers.pending).toBe(0);
  });

  it('spreads those that were cut off together', async () => {
    const { tail, ...s } = setup({ random: 0 });
    tail.start();
    s.current().end();
    await settle();
    expect(s.timers.nextMs).toBe(500);
    tail.stop();
  });

  it('does not hurry a backend that ends each stream at once', async () => {
    const { tail, ...s } = setup();
    tail.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      s.ready('1');
      s.current().send({ type: 'end', id: '1', reason: 'too-slow' });
      await settle();
      waits.push(s.timers.nextMs ?? 0);
      await s.timers.advance(s.timers.nextMs ?? 0);
    }
    expect(waits).toEqual([1e3, 2e3, 4e3]);
    tail.stop();
  });

  it('gives up on a connection that has fallen silent', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.ready('1');
    await s.timers.advance(40_000);
    s.current().send({ type: 'heartbeat', id: '3' });
    await s.timers.advance(44_000);
    expect(s.streams).toHaveLength(1);
    expect(tail.state.kind).toBe('live');
    await s.timers.advance(1_000);
    expect(s.streams[0].isOpen).toBe(false);
    expect(tail.state.kind).toBe('reconnecting');
    await s.timers.advance(1_000);
    expect(s.asked()).toEqual([undefined, '3']);
    tail.stop();
  });

  it('asks a backend that has too many streams again every half minute', async () => {
    const { tail, ...s } = setup();
    const tooMany = Object.assign(new Error('Too many'), { statusCode: 429 });
    s.refusals.push(tooMany, tooMany);
    tail.start();
    await settle();
    expect(tail.state.kind).toBe('busy');
    await s.timers.advance(29_000);
    expect(s.streams).toHaveLength(1);
    await s.timers.advance(1_000);
    expect(s.streams).toHaveLength(2);
    expect(tail.state.kind).toBe('busy');
    expect(s.kinds()).not.toContain('reconnecting');
    await s.timers.advance(30_000);
    s.ready('1');
    await settle();
    expect(tail.state.kind).toBe('live');
    tail.stop();
  });

  it.each([
    [new NotAllowedError('No'), 'refused'],
    [new InputError("Malformed id 'x'"), 'failed'],
  ])('asks again only when told to after: %s', async (refusal, kind) => {
    const { tail, ...s } = setup();
    s.refusals.push(refusal);
    tail.start();
    await s.timers.advance(600_000);
    expect(tail.state.kind).toBe(kind);
    expect(s.streams).toHaveLength(1);
    expect(s.timers.pending).toBe(0);

    tail.retry();
    s.ready('1');
    await settle();
    expect(tail.state.kind).toBe('live');
    // Of no use while it stands.
    tail.retry();
    expect(s.streams).toHaveLength(2);
    tail.stop();
  });

  it('tries again at once when told to while it waits', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.current().end();
    await settle();
    tail.retry();
    expect(s.streams).toHaveLength(2);
    await s.timers.advance(2_000);
    expect(s.streams).toHaveLength(2);
    tail.stop();
  });

  it('is closed while hidden and resumed exactly after the last id', async () => {
    const { tail, ...s } = setup();
    tail.start();
    s.ready('1');
    s.send('2');
    await settle();
    tail.suspend('hidden');
    expect(s.current().isOpen).toBe(false);
    expect(tail.state).toEqual({ kind: 'suspended', reason: 'hidden' });
    expect(s.timers.pending).toBe(0);
    // What a closed stream still had to say comes again with the next one.
    s.send('3');
    await s.timers.advance(600_000);
    expect(s.ids()).toEqual(['2']);

    tail.resume('hidden');
    expect(s.asked()).toEqual([undefined, '2']);
    s.ready('2');
    s.send('3');
    await settle();
    expect(s.ids()).toEqual(['2', '3']);
    tail.stop();
  });

  it('stays closed until every reason is gone, and while it is stopped', async () => {
    const { tail, ...s } = setup();
    tail.suspend('hidden');
    expect(s.streams).toHaveLength(0);
    tail.start();
    expect(tail.state).toEqual({ kind: 'suspended', reason: 'hidden' });
    tail.suspend('full');
    tail.resume('hidden');
    expect(tail.state).toEqual({ kind: 'suspended', reason: 'full' });
    tail.retry();
    expect(s.streams).toHaveLength(0);
    tail.resume('full');
    expect(s.streams).toHaveLength(1);
    tail.stop();
    tail.suspend('hidden');
    tail.resume('hidden');
    expect(s.streams).toHaveLength(1);
    expect(tail.state).toEqual({ kind: 'stopped' });
  });

  it('goes on after the last id when it is started again', async () => {
    const { tail, ...s } = setup();
    tail.start();
    tail.start();
    expect(s.streams).toHaveLength(1);
    s.ready('1');
    s.send('4');
    await settle();
    tail.stop();
    s.current().end();
    await settle();
    expect(tail.state).toEqual({ kind: 'stopped' });
    expect(s.timers.pending).toBe(0);
    tail.start();
    expect(s.asked()).toEqual([undefined, '4']);
    tail.stop();
  });

  it('shows each event once and in order through any sequence of mishaps', async () => {
    const { tail, ...s } = setup();
    let head = 0;
    // A backend with a log, that sends what follows the place it was asked for.
    const serve = () => {
      const { after } = s.current().query;
      s.ready(after ?? String(head));
      for (let id = Number(after ?? head) + 1; id <= head; id += 1) {
        s.send(String(id));
      }
    };
    const append = (count: number) => {
      for (let index = 0; index < count; index += 1) {
        head += 1;
        if (s.current().isOpen) {
          s.send(String(head));
        }
      }
    };
    const mishaps = [
      () => s.current().end(),
      () => s.current().end(new TypeError('network error')),
      () => s.current().send({ type: 'end', id: '0', reason: 'shutdown' }),
      () => {
        tail.suspend('hidden');
        tail.resume('hidden');
      },
      () => tail.suspend('full'),
    ];
    tail.start();
    serve();
    for (let round = 0; round < 40; round += 1) {
      append(3);
      await settle();
      mishaps[round % mishaps.length]();
      append(2);
      await settle();
      tail.resume('full');
      const before = s.streams.length;
      await s.timers.advance(31_000);
      expect(s.streams.length).toBeGreaterThanOrEqual(before);
      serve();
      await settle();
    }
    expect(s.ids()).toEqual(
      Array.from({ length: head }, (_, index) => String(index + 1)),
    );
    tail.stop();
    expect(s.timers.pending).toBe(0);
  });
});
