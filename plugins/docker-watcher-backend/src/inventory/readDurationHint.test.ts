import { readDurationHint } from './readDurationHint';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('readDurationHint', () => {
  it.each([
    ['Up Less than a second', 0, SECOND, 'Up …'],
    ['Up 1 second', SECOND, 2 * SECOND, 'Up …'],
    ['Up 59 seconds (health: starting)', 59 * SECOND, MINUTE, 'Up …'],
    ['Up About a minute (healthy)', MINUTE, 2 * MINUTE, 'Up …'],
    ['Up 5 minutes (Paused)', 5 * MINUTE, 6 * MINUTE, 'Up …'],
    ['Up About an hour', HOUR / 2, 2 * HOUR, 'Up …'],
    ['Up 3 days', 3 * DAY - HOUR / 2, 4 * DAY, 'Up …'],
    [
      'Exited (137) 2 weeks ago',
      14 * DAY - HOUR / 2,
      21 * DAY,
      'Exited (137) … ago',
    ],
    [
      'Restarting (1) 4 seconds ago',
      4 * SECOND,
      5 * SECOND,
      'Restarting (1) … ago',
    ],
  ])('%s', (text, atLeastMs, atMostMs, rest) => {
    expect(readDurationHint(text)).toEqual({ atLeastMs, atMostMs, rest });
  });

  it.each([
    '',
    'Created',
    'Dead',
    'Removal In Progress',
    'Läuft seit 5 Minuten',
  ])('has nothing to say about %j', text => {
    expect(readDurationHint(text)).toBeUndefined();
  });
});
