import { getEventListeners } from 'node:events';
import { SystemClock } from './SystemClock';

describe('SystemClock', () => {
  const clock = new SystemClock();

  it('tells the time and measures intervals', async () => {
    const before = Date.now();
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    const start = clock.monotonic();
    await clock.sleep(20);
    expect(clock.monotonic() - start).toBeGreaterThan(10);
  });

  it('wakes a sleeper at an abort and leaves no listener', async () => {
    const controller = new AbortController();
    const start = clock.monotonic();
    const asleep = clock.sleep(60 * 60_000, controller.signal);
    controller.abort();
    await asleep;
    await clock.sleep(60 * 60_000, controller.signal);
    expect(clock.monotonic() - start).toBeLessThan(60_000);

    const other = new AbortController();
    await clock.sleep(1, other.signal);
    expect(getEventListeners(other.signal, 'abort')).toHaveLength(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('prevents a call back, and does not fire early for delays beyond what timers take', async () => {
    const called: string[] = [];
    clock.after(1, () => called.push('prevented'))();
    const cancel = clock.after(2 ** 40, () => called.push('far away'));
    await new Promise<void>(resolve => {
      clock.after(20, resolve);
    });
    cancel();
    expect(called).toEqual([]);
  });
});
