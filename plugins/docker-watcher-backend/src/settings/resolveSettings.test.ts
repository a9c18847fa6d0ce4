import {
  defaultSettings,
  resolveSettings,
  retentionMs,
} from './resolveSettings';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

describe('resolveSettings', () => {
  const defaults = defaultSettings({
    eventRetentionMs: { info: DAY_MS / 2, warn: HOUR_MS, error: 90 * DAY_MS },
    staleThresholdDays: 7,
  });

  it('takes what is set and the configuration for the rest', () => {
    expect(defaults).toEqual({
      eventLog: { retentionDays: { info: 0.5, warn: 1 / 24, error: 90 } },
      stale: { thresholdDays: 7 },
    });
    expect(resolveSettings({}, defaults)).toEqual(defaults);
    expect(
      resolveSettings({ eventLog: { retentionDays: { error: 1 } } }, defaults),
    ).toEqual({
      eventLog: { retentionDays: { info: 0.5, warn: 1 / 24, error: 1 } },
      stale: { thresholdDays: 7 },
    });
    expect(resolveSettings({ stale: { thresholdDays: 1 } }, defaults)).toEqual({
      ...defaults,
      stale: { thresholdDays: 1 },
    });
  });

  it('loses nothing of durations that are no whole days', () => {
    for (const ms of [
      HOUR_MS,
      7 * HOUR_MS + 1,
      3650 * DAY_MS - 1,
      12_345_678,
    ]) {
      const eventRetentionMs = { info: ms, warn: ms, error: ms };
      expect(
        retentionMs(
          defaultSettings({ eventRetentionMs, staleThresholdDays: 7 }),
        ),
      ).toEqual(eventRetentionMs);
    }
  });
});
