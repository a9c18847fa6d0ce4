import { buildSettings } from '../__testUtils__';
import {
  differencesBetween,
  draftOf,
  formatDays,
  isChanged,
  problemOf,
  rebaseDraft,
  toOverrides,
} from './settingsDraft';

const overrides = {
  eventLog: { retentionDays: { info: 14 } },
  stale: { thresholdDays: 3 },
};

describe('the draft of the settings', () => {
  it('begins with what is set and goes back to it', () => {
    expect(draftOf(overrides)).toEqual({ info: '14', stale: '3' });
    expect(toOverrides(draftOf(overrides))).toEqual(overrides);
    expect(draftOf({})).toEqual({});
    expect(toOverrides({})).toEqual({});
    expect(toOverrides({ error: ' 007 ' })).toEqual({
      eventLog: { retentionDays: { error: 7 } },
    });
    expect(isChanged(draftOf(overrides), { overrides })).toBe(false);
    expect(isChanged({ info: '14 ', stale: '3' }, { overrides })).toBe(false);
    expect(isChanged({ info: '14' }, { overrides })).toBe(true);
    expect(isChanged({ info: '15', stale: '3' }, { overrides })).toBe(true);
  });

  it.each([
    [undefined, undefined],
    ['1', undefined],
    [' 3650 ', undefined],
    ['', 'empty'],
    ['  ', 'empty'],
    ['0', 'outOfRange'],
    ['-3', 'outOfRange'],
    ['3651', 'outOfRange'],
    ['9'.repeat(400), 'outOfRange'],
    ['1.5', 'notWhole'],
    ['1e3', 'notWhole'],
    ['0x10', 'notWhole'],
    ['a week', 'notWhole'],
  ])('finds in %j the problem %j', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('keeps what was typed, and takes the rest from what others have set', () => {
    const base = buildSettings({ overrides, version: 1 });
    const latest = buildSettings({
      version: 2,
      overrides: {
        eventLog: { retentionDays: { info: 20, warn: 60 } },
        stale: { thresholdDays: 5 },
      },
    });
    // Info was typed, stale was reset, the others were left alone.
    expect(rebaseDraft({ info: '1x' }, base, latest)).toEqual({
      info: '1x',
      warn: '60',
    });
    expect(rebaseDraft(draftOf(overrides), base, latest)).toEqual(
      draftOf(latest.overrides),
    );
    expect(differencesBetween(base, latest)).toEqual([
      { field: 'info', from: 14, to: 20 },
      { field: 'warn', from: 30, to: 60 },
      { field: 'stale', from: 3, to: 5 },
    ]);
  });

  it('shows parts of days with few digits', () => {
    expect([30, 0.5, 1 / 24].map(formatDays)).toEqual(['30', '0.5', '0.04']);
  });
});
