import { getEventListeners } from 'node:events';
import { FakeClock } from './FakeClock';

describe('FakeClock', () => {
  it('fires timers in order, those set meanwhile included, at their own time', async () => {
    const clock = new FakeClock('2026-01-01T00:00:00Z');
    const fired: [string, number][] = [];
    const note = (name: string) => fired.push([name, clock.monotonic()]);
    clock.after(30, () => note('c'));
    clock.after(10, () => {
      note('a');
      clock.after(5, () => note('b'));
    });
    clock.after(20, () => note('never'))();
    await clock.advance(29);
    expect(fired).toEqual([
      ['a', 10],
      ['b', 15],
    ]);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(fired[2]).toEqual(['c', 30]);
    expect(clock.pending).toBe(0);
    expect(new Date(clock.now()).toISOString()).toBe(
      '2026-01-01T00:00:00.030Z',
    );
  });

  it('lets the wall clock be set without time passing', async () => {
    const clock = new FakeClock();
    clock.setTime('2030-01-01T00:00:00Z');
    await clock.advance(1000);
    expect(new Date(clock.now()).toISOString()).toBe(
      '2030-01-01T00:00:01.000Z',
    );
    expect(clock.monotonic()).toBe(1000);
  });

  it('wakes sleepers by time and by abort', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const woken: string[] = [];
    const sleepers = [
      clock.sleep(10, controller.signal).then(() => woken.push('by time')),
      clock.sleep(99, controller.signal).then(() => woken.push('by abort')),
    ];
    await clock.advance(10);
    expect(woken).toEqual(['by time']);
    controller.abort();
    await Promise.all(sleepers);
    expect(woken).toEqual(['by time', 'by abort']);
    await clock.sleep(1, controller.signal);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});
