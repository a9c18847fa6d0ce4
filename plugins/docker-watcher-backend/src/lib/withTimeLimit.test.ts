import { getEventListeners } from 'node:events';
import { FakeClock } from './__testUtils__/FakeClock';
import { withTimeLimit } from './withTimeLimit';

describe('withTimeLimit', () => {
  it('passes results and failures on and leaves neither timers nor listeners', async () => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    const limit = { clock, ms: 1000, signal, what: 'A call' };
    await expect(withTimeLimit(limit, async () => 5)).resolves.toBe(5);
    await expect(
      withTimeLimit(limit, async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('gives up on a call that ignores its signal', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const never = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<void>(() => {});
    };
    const limit = { clock, ms: 5000, what: 'The list' };
    const slow = withTimeLimit({ ...limit, signal: controller.signal }, never);
    await Promise.all([
      expect(slow).rejects.toThrow('The list took longer than 5 s'),
      clock.advance(5000),
    ]);

    const stopped = withTimeLimit(
      { ...limit, signal: controller.signal },
      never,
    );
    controller.abort();
    await expect(stopped).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(signals.map(signal => signal.aborted)).toEqual([true, true]);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});
