import { parseOverrides } from './parseOverrides';
import { reviseSettings } from './reviseSettings';
import { StoredSettings } from './SettingsStore';

const NOW = Date.parse('2026-01-01T10:00:00Z');
const stored: StoredSettings = {
  version: 4,
  overrides: {
    eventLog: { retentionDays: { info: 14, error: 365 } },
    stale: { thresholdDays: 3 },
  },
  changedAt: 1,
  changedBy: 'user:default/eve',
};
const change = { version: 4, actor: 'user:default/ada', now: NOW };

describe('reviseSettings', () => {
  it('goes to the next version and tells what was changed, from what to what', () => {
    const overrides = {
      eventLog: { retentionDays: { info: 7, warn: 60, error: 365 } },
    };
    expect(reviseSettings(stored, { ...change, overrides })).toEqual({
      result: 'changed',
      settings: {
        version: 5,
        overrides,
        changedAt: NOW,
        changedBy: 'user:default/ada',
      },
      event: {
        kind: 'settings.changed',
        source: 'settings',
        severity: 'info',
        occurredAt: '2026-01-01T10:00:00.000Z',
        actor: 'user:default/ada',
        inferred: false,
        message:
          'The settings were changed: eventLog.retentionDays.info from 14 to 7, eventLog.retentionDays.warn from config to 60, stale.thresholdDays from 3 to config',
        details: {
          version: 5,
          changes: [
            { field: 'eventLog.retentionDays.info', from: 14, to: 7 },
            { field: 'eventLog.retentionDays.warn', from: 'config', to: 60 },
            { field: 'stale.thresholdDays', from: 3, to: 'config' },
          ],
        },
      },
    });
  });

  it('changes nothing for what is so already, however it is written', () => {
    const overrides = {
      stale: { thresholdDays: 3 },
      eventLog: { retentionDays: { error: 365, warn: undefined, info: 14 } },
    };
    expect(reviseSettings(stored, { ...change, overrides })).toEqual({
      result: 'unchanged',
      settings: stored,
    });
    expect(
      reviseSettings(
        { version: 0, overrides: {} },
        { ...change, version: 0, overrides: { eventLog: {}, stale: {} } },
      ).result,
    ).toBe('unchanged');
  });

  it.each([0, 3, 5])(
    'refuses a change from version %s, even to what is so already',
    version => {
      for (const overrides of [{}, stored.overrides]) {
        expect(
          reviseSettings(stored, { ...change, version, overrides }),
        ).toEqual({ result: 'conflict', settings: stored });
      }
    },
  );
});

describe('parseOverrides', () => {
  it('keeps what it knows', () => {
    expect(parseOverrides(stored.overrides)).toEqual(stored.overrides);
    expect(parseOverrides({ stale: { thresholdDays: 3650 } })).toEqual({
      stale: { thresholdDays: 3650 },
    });
  });

  it.each([
    [{ eventLog: {}, stale: {} }],
    [{ eventLog: { retentionDays: {} } }],
    [{ stale: { thresholdDays: 0 }, eventLog: { retentionDays: 7 } }],
    [{ stale: { thresholdDays: 1.5 }, laterFeature: { on: true } }],
    [{ stale: { thresholdDays: '7' }, eventLog: null }],
    [{ stale: { thresholdDays: 3651 }, eventLog: 'x' }],
    [null],
    ['text'],
    [[1]],
    [undefined],
  ])('lets what it cannot understand follow the configuration: %j', json => {
    expect(parseOverrides(json)).toEqual({});
  });
});
