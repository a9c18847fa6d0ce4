import { DateTime } from 'luxon';
import { formatBytes } from './formatBytes';
import { formatExactDuration, formatTick, tickTimes } from './time';

const HOUR = 3_600_000;
const local = (text: string) => DateTime.fromISO(text).toUTC().toISO()!;

describe('the axis of time', () => {
  it("names each day once, by the reader's own calendar", () => {
    const times = [
      '2026-01-01T21:00',
      '2026-01-02T00:00',
      '2026-01-02T12:00',
      '2026-01-03T03:00',
    ].map(local);
    const span = 48 * HOUR;
    expect(tickTimes(times, span)).toEqual([times[1], times[3]]);
    expect(formatTick(times[1], span, 'en')).toBe('Jan 2');
  });

  it('names any time of the clock where it is short', () => {
    const time = local('2026-01-02T15:04');
    expect(tickTimes([time], 24 * HOUR)).toBeUndefined();
    expect(formatTick(time, 24 * HOUR, 'en')).toBe('3:04 PM');
  });
});

it.each([
  [3 * HOUR + 1, '3 hours'],
  [26 * 60_000, '26 minutes'],
  [90 * 60_000, '1 hour, 30 minutes'],
  [12, '12 milliseconds'],
])('says exactly how long %d ms are', (ms, expected) => {
  expect(formatExactDuration(ms, 'en')).toBe(expected);
});

it.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [3_210_000, '3.2 MB'],
  [4e12, '4,000 GB'],
])('says how much %d bytes are', (bytes, expected) => {
  expect(formatBytes(bytes, 'en')).toBe(expected);
});
