import { DateTime } from 'luxon';
import { groupByDay } from './groupByDay';
import { describeDay } from './time';

const at = (text: string) => ({
  occurredAt: DateTime.fromISO(text).toUTC().toISO()!,
});

describe('groupByDay', () => {
  it("splits by the reader's own midnight and keeps the order", () => {
    const items = [
      at('2026-01-03T00:00:00'),
      at('2026-01-02T23:59:59'),
      at('2026-01-02T00:00:00'),
      at('2026-01-03T08:00:00'),
    ];
    const days = groupByDay(items);
    expect(days.map(({ date }) => date)).toEqual([
      '2026-01-03',
      '2026-01-02',
      '2026-01-03',
    ]);
    expect(days.flatMap(day => day.items)).toEqual(items);
  });

  it('takes nothing, and what is no time', () => {
    expect(groupByDay([])).toEqual([]);
    expect(groupByDay([{ occurredAt: 'never' }])).toEqual([
      { date: '', items: [{ occurredAt: 'never' }] },
    ]);
  });
});

describe('describeDay', () => {
  const now = DateTime.fromISO('2026-01-03T00:30:00').toMillis();

  it.each([
    ['2026-01-03', { kind: 'today' }],
    ['2026-01-02', { kind: 'yesterday' }],
    ['2026-01-01', { kind: 'date', text: 'Thursday, January 1, 2026' }],
    ['2026-01-04', { kind: 'date', text: 'Sunday, January 4, 2026' }],
    ['', { kind: 'unknown' }],
  ])('says %s', (date, expected) => {
    expect(describeDay(date, now, 'en-US')).toEqual(expected);
  });
});
