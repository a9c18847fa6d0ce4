import {
  Container,
  ContainerState,
  Snooze,
} from 'backstage-plugin-docker-watcher-common';
import { StaleRule } from 'backstage-plugin-docker-watcher-node';
import { StalePolicy, judgeStaleness } from './judgeStaleness';
import { StaleCandidate } from './StaleStore';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-24T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();

function container(
  given: Partial<Container> = {},
): StaleCandidate['container'] {
  return {
    host: 'nas',
    id: 'a'.repeat(64),
    workload: 'nas/name:web',
    name: 'web',
    image: 'shop/web:1',
    imageId: 'sha256:1',
    state: 'exited',
    health: 'none',
    presence: 'present',
    exitCode: 137,
    createdAt: daysAgo(30),
    startedAt: daysAgo(20),
    finishedAt: daysAgo(11),
    lastAliveAt: daysAgo(11),
    lastSeenAt: daysAgo(0),
    restartCount: 0,
    ports: [],
    labels: {},
    claims: [],
    ownerRefs: [],
    ...given,
  };
}

function judge(
  given: Partial<Container> = {},
  options: {
    policy?: Partial<StalePolicy>;
    now?: number;
  } & Omit<Partial<StaleCandidate>, 'container'> = {},
) {
  const { policy, now = NOW, ...candidate } = options;
  return judgeStaleness(
    { container: container(given), ...candidate },
    { settingsDays: 7, hostDays: new Map(), rules: [], ...policy },
    now,
  );
}

const verdictOf = (...args: Parameters<typeof judge>) => judge(...args).verdict;
function stalenessOf(...args: Parameters<typeof judge>) {
  const verdict = judge(...args);
  return verdict.verdict === 'fresh' ? verdict : verdict.staleness;
}

const snooze = (until: string): Snooze => ({
  host: 'nas',
  workload: 'nas/name:web',
  until,
  by: 'user:default/oli',
  at: daysAgo(1),
});

describe('judgeStaleness', () => {
  it('says why, since when and by which threshold', () => {
    expect(judge()).toEqual({
      verdict: 'stale',
      idleSince: NOW - 11 * DAY,
      staleness: {
        since: NOW - 4 * DAY,
        thresholdDays: 7,
        thresholdFrom: 'settings',
        reasons: [
          'exited with 137 on 2026-11-13',
          'threshold 7 days from the settings',
        ],
      },
    });
  });

  it('says the same for as long as nothing happens', () => {
    expect(stalenessOf({}, { now: NOW + 20 * DAY })).toEqual(stalenessOf());
  });

  it.each<[ContainerState, string]>([
    ['created', 'stale'],
    ['running', 'fresh'],
    ['paused', 'fresh'],
    ['restarting', 'fresh'],
    ['removing', 'fresh'],
    ['exited', 'stale'],
    ['dead', 'stale'],
  ])('of one that is %s says %s, however old it is', (state, verdict) => {
    expect(verdictOf({ state })).toBe(verdict);
  });

  it.each<[string, Partial<Container>, string]>([
    [
      'never started',
      {
        state: 'created',
        startedAt: undefined,
        finishedAt: undefined,
        lastAliveAt: undefined,
      },
      'created on 2026-10-25 and never started',
    ],
    [
      'is dead',
      { state: 'dead' },
      'dead since 2026-11-13, its removal failed half-way',
    ],
    [
      'ran out of memory',
      { oomKilled: true },
      'killed for want of memory on 2026-11-13',
    ],
    ['ended well', { exitCode: 0 }, 'exited with 0 on 2026-11-13'],
    ['ended somehow', { exitCode: undefined }, 'exited on 2026-11-13'],
  ])('of one that %s tells so first', (_, given, reason) => {
    expect(stalenessOf(given)).toMatchObject({
      reasons: [reason, expect.anything()],
    });
  });

  it('counts one that never started from its creation', () => {
    const created: Partial<Container> = {
      state: 'created',
      startedAt: undefined,
      finishedAt: undefined,
      lastAliveAt: undefined,
    };
    expect(verdictOf({ ...created, createdAt: daysAgo(6.9) })).toBe('fresh');
    expect(verdictOf({ ...created, createdAt: daysAgo(7) })).toBe('stale');
  });

  it('waits for the very end of the threshold', () => {
    const lastAliveAt = daysAgo(7);
    expect(verdictOf({ lastAliveAt }, { now: NOW - 1 })).toBe('fresh');
    expect(verdictOf({ lastAliveAt }, { now: NOW })).toBe('stale');
    // As after a clock was set back.
    expect(verdictOf({ lastAliveAt: daysAgo(-2) })).toBe('fresh');
  });

  describe('by which threshold', () => {
    const everywhere = {
      label: { labels: { 'docker-watcher.stale-threshold-days': ' 3 ' } },
      annotation: {
        entityThreshold: { entityRef: 'component:default/shop', value: '4' },
      },
      host: { policy: { hostDays: new Map([['nas', 5]]) } },
    };

    it('goes by the label before all others', () => {
      expect(
        stalenessOf(everywhere.label, {
          ...everywhere.annotation,
          ...everywhere.host,
        }),
      ).toMatchObject({
        thresholdDays: 3,
        thresholdFrom: 'label',
        reasons: [
          expect.anything(),
          'threshold 3 days from its label docker-watcher.stale-threshold-days',
        ],
      });
    });

    it('goes by the annotation of its entity before the host', () => {
      expect(
        stalenessOf({}, { ...everywhere.annotation, ...everywhere.host }),
      ).toMatchObject({
        thresholdDays: 4,
        thresholdFrom: 'annotation',
        reasons: [
          expect.anything(),
          'threshold 4 days from the annotation docker-watcher/stale-threshold-days on component:default/shop',
        ],
      });
    });

    it('goes by its own host before the settings', () => {
      expect(stalenessOf({}, everywhere.host)).toMatchObject({
        thresholdDays: 5,
        thresholdFrom: 'host',
      });
      expect(
        stalenessOf({}, { policy: { hostDays: new Map([['other', 5]]) } }),
      ).toMatchObject({ thresholdDays: 7, thresholdFrom: 'settings' });
    });

    it('keeps one that a longer threshold keeps', () => {
      expect(
        judge({ labels: { 'docker-watcher.stale-threshold-days': '90' } }),
      ).toEqual({ verdict: 'fresh', because: 'threshold' });
    });

    it.each(['0', '-1', '3651', '1.5', 'soon', '', '9'.repeat(60)])(
      'passes over %p and says so',
      value => {
        const found = stalenessOf(
          { labels: { 'docker-watcher.stale-threshold-days': value } },
          {
            entityThreshold: { entityRef: 'component:default/shop', value },
          },
        );
        expect(found).toMatchObject({ thresholdFrom: 'settings' });
        expect((found as { reasons: string[] }).reasons.slice(2)).toEqual([
          expect.stringMatching(
            /^its label .* does not count, because it is no whole number from 1 to 3650$/,
          ),
          expect.stringMatching(
            /^the annotation .* on component:default\/shop /,
          ),
        ]);
      },
    );
  });

  describe('of what is to be kept', () => {
    it('exempts by label', () => {
      expect(judge({ labels: { 'docker-watcher.ignore': 'True' } })).toEqual({
        verdict: 'fresh',
        because: 'exempt',
        reason: 'its label docker-watcher.ignore keeps it',
      });
      expect(verdictOf({ labels: { 'docker-watcher.ignore': 'no' } })).toBe(
        'stale',
      );
    });

    it('snoozes until the very date', () => {
      const until = daysAgo(-3);
      const found = judge({}, { snooze: snooze(until) });
      expect(found).toMatchObject({
        verdict: 'snoozed',
        staleness: { snoozedUntil: NOW + 3 * DAY, since: NOW - 4 * DAY },
      });
      expect(
        verdictOf({}, { snooze: snooze(until), now: NOW + 3 * DAY - 1 }),
      ).toBe('snoozed');
      const ended = judge({}, { snooze: snooze(until), now: NOW + 3 * DAY });
      expect(ended.verdict).toBe('stale');
      expect(ended).not.toHaveProperty('staleness.snoozedUntil');
    });

    it('does not snooze what is fresh anyway', () => {
      expect(
        verdictOf({ lastAliveAt: daysAgo(1) }, { snooze: snooze(daysAgo(-3)) }),
      ).toBe('fresh');
    });
  });

  describe('with rules of modules', () => {
    const rule = (name: string, judgeIt: StaleRule['judge']): StaleRule => ({
      name,
      judge: judgeIt,
    });
    const archived = rule('archived', () => ({
      verdict: 'stale',
      since: new Date(NOW - DAY),
      reason: 'its project was archived',
    }));

    it('takes a further reason before the threshold is over', () => {
      expect(
        stalenessOf(
          { lastAliveAt: daysAgo(2) },
          { policy: { rules: [archived] } },
        ),
      ).toEqual({
        since: NOW - DAY,
        thresholdDays: 7,
        thresholdFrom: 'rule',
        reasons: ['its project was archived'],
      });
    });

    it('names it beside the threshold', () => {
      expect(stalenessOf({}, { policy: { rules: [archived] } })).toMatchObject({
        since: NOW - 4 * DAY,
        thresholdFrom: 'settings',
        reasons: [
          expect.anything(),
          expect.anything(),
          'its project was archived',
        ],
      });
    });

    it('keeps what any of them keeps, and asks none about what runs', () => {
      const keep = rule('keep', () => ({
        verdict: 'keep',
        reason: 'it is a template',
      }));
      expect(judge({}, { policy: { rules: [archived, keep] } })).toEqual({
        verdict: 'fresh',
        because: 'exempt',
        reason: 'it is a template',
      });
      const asked = jest.fn();
      const policy = { rules: [rule('curious', asked)] };
      judge({ state: 'running' }, { policy });
      expect(asked).not.toHaveBeenCalled();
      judge({}, { policy });
      expect(asked).toHaveBeenCalledTimes(1);
    });

    it('leaves out one that fails or sees the future, and tells of it', () => {
      const onBadRule = jest.fn();
      const broken = rule('broken', () => {
        throw new Error('no idea');
      });
      const seer = rule('seer', () => ({
        verdict: 'stale',
        since: new Date(NOW + 1),
        reason: 'it will be',
      }));
      const policy = { rules: [broken, seer], onBadRule };
      expect(verdictOf({ lastAliveAt: daysAgo(1) }, { policy })).toBe('fresh');
      expect(stalenessOf({}, { policy })).toEqual(stalenessOf());
      expect(onBadRule.mock.calls[0]).toEqual(['broken', 'Error: no idea']);
      expect(onBadRule.mock.calls[1][0]).toBe('seer');
    });
  });
});
