import { getEventListeners } from 'node:events';
import { EngineEvent } from 'backstage-plugin-docker-watcher-node';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { EventQueue } from './EventQueue';

function event(number: number): EngineEvent {
  return { timeNano: `${number}`, action: 'start', containerId: `c${number}` };
}

describe('EventQueue', () => {
  it('gives events in their order, and drops the newest when it is full', () => {
    const queue = EventQueue.create({ clock: new FakeClock(), capacity: 3 });
    for (let i = 0; i < 3; i++) {
      queue.push(event(i));
    }
    expect(queue.overflowed).toBe(false);
    queue.push(event(3));
    expect(queue.overflowed).toBe(true);
    expect(queue.ids()).toEqual(new Set(['c0', 'c1', 'c2']));
    expect(queue.take(2)).toEqual([event(0), event(1)]);
    queue.push(event(4));
    expect(queue.take(9)).toEqual([event(2), event(4)]);
    expect(queue.size).toBe(0);
    expect(queue.overflowed).toBe(true);
    queue.forgetOverflow();
    expect(queue.overflowed).toBe(false);
  });

  it('lets wait for an event, a time or an abort, and leaves nothing behind', async () => {
    const clock = new FakeClock();
    const queue = EventQueue.create({ clock });
    const { signal } = new AbortController();
    const woken: string[] = [];
    const wait = (name: string, ms: number, ending = signal) =>
      queue.wait(ms, ending).then(() => woken.push(name));

    const byEvent = wait('by event', 1000);
    await clock.advance(999);
    expect(woken).toEqual([]);
    queue.push(event(1));
    await byEvent;
    await wait('at once', 1000);
    queue.take(1);

    const byTime = wait('by time', 1000);
    await clock.advance(1000);
    await byTime;

    const stopping = new AbortController();
    const byAbort = wait('by abort', 1000, stopping.signal);
    stopping.abort();
    await byAbort;
    await wait('aborted', 1000, stopping.signal);
    expect(woken).toEqual([
      'by event',
      'at once',
      'by time',
      'by abort',
      'aborted',
    ]);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
