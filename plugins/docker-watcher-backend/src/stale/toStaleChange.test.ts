import { StaleVerdict } from './judgeStaleness';
import { StaleCandidate, StoredStaleness } from './StaleStore';
import { toStaleChange } from './toStaleChange';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const staleness: StoredStaleness = {
  since: NOW - 1,
  thresholdDays: 7,
  thresholdFrom: 'settings',
  reasons: [
    'exited with 1 on 2026-11-13',
    'threshold 7 days from the settings',
  ],
};
const snoozedOne = { ...staleness, snoozedUntil: NOW + 1 };
const stale: StaleVerdict = { verdict: 'stale', staleness, idleSince: NOW - 9 };
const snoozed: StaleVerdict = {
  verdict: 'snoozed',
  staleness: snoozedOne,
  idleSince: NOW - 9,
};
const alive: StaleVerdict = { verdict: 'fresh', because: 'alive' };

function told(stored: StoredStaleness | undefined, verdict: StaleVerdict) {
  const container = {
    host: 'nas',
    id: 'a'.repeat(64),
    name: 'web',
    workload: 'nas/name:web',
    state: 'exited',
  } as StaleCandidate['container'];
  const change = toStaleChange({ container, stored }, verdict, NOW);
  return change && { stores: change.staleness, says: change.event?.message };
}

describe('toStaleChange', () => {
  it('tells when one becomes stale, and when it no longer is', () => {
    expect(told(undefined, stale)).toEqual({
      stores: staleness,
      says: 'web is stale: exited with 1 on 2026-11-13; threshold 7 days from the settings',
    });
    expect(told(staleness, alive)).toEqual({
      stores: undefined,
      says: 'web is no longer stale: it is in use again',
    });
    expect(told(staleness, snoozed)).toEqual({
      stores: snoozedOne,
      says: 'web is no longer stale: somebody wants to keep it for now',
    });
  });

  it('tells again when a snooze has ended', () => {
    expect(told(snoozedOne, stale)?.says).toMatch(/^web is stale/);
  });

  it('says nothing while nothing changes', () => {
    expect(told(undefined, alive)).toBeUndefined();
    expect(told({ ...staleness }, stale)).toBeUndefined();
    expect(told({ ...snoozedOne }, snoozed)).toBeUndefined();
  });

  it('stores other words without telling', () => {
    expect(told({ ...staleness, thresholdDays: 5 }, stale)).toEqual({
      stores: staleness,
      says: undefined,
    });
    // It never was to be told of.
    expect(told(undefined, snoozed)).toEqual({
      stores: snoozedOne,
      says: undefined,
    });
    expect(told(snoozedOne, alive)).toEqual({
      stores: undefined,
      says: undefined,
    });
  });
});
