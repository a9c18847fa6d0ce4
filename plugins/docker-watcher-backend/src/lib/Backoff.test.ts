import { Backoff } from './Backoff';

function create(random: number) {
  return Backoff.create({
    firstMs: 1000,
    longestMs: 30_000,
    survivalMs: 30_000,
    random: () => random,
  });
}

describe('Backoff', () => {
  it('doubles up to the longest delay, and resets only after an attempt that lived', () => {
    const backoff = create(0.9999);
    const delays = [0, 10, 29_999, 5, 0, 0, 0].map(lived =>
      backoff.nextDelay(lived),
    );
    expect(delays).toEqual(
      [1000, 2000, 4000, 8000, 15_999, 29_999, 29_999].map(ms =>
        expect.closeTo(ms, -1),
      ),
    );
    expect(backoff.nextDelay(30_000)).toBeCloseTo(1000, -1);
    expect(backoff.nextDelay(0)).toBeCloseTo(2000, -1);
  });

  it('spreads each delay between half of it and all of it', () => {
    expect(create(0).nextDelay(0)).toBe(500);
    expect(create(0.5).nextDelay(0)).toBe(750);
  });

  it('counts the time of an attempt that failed slowly as waiting, but never waits less than at first', () => {
    const backoff = create(0.9999);
    const delays = [0, 0, 0, 0, 3_000, 40_000].map(tried =>
      backoff.nextDelay(0, tried),
    );
    expect(delays).toEqual(
      [1000, 2000, 4000, 8000, 13_000, 1000].map(ms => expect.closeTo(ms, -1)),
    );
  });

  it('stays finite after thousands of failures', () => {
    const backoff = create(0);
    for (let i = 0; i < 5000; i++) {
      backoff.nextDelay(0);
    }
    expect(backoff.nextDelay(0)).toBe(15_000);
  });
});
