/* eslint-disable jest/no-export, jest/valid-title -- a suite for others to run */
import { Container } from 'backstage-plugin-docker-watcher-common';
import { StaleRule } from '../StaleRule';

/**
 * A container as rules are asked about.
 * @public
 */
export type StaleRuleSubject = Omit<Container, 'stale'>;

const NOW = new Date('2026-01-31T12:00:00Z');

/**
 * A container that does not run, with nothing that a rule might go by but what is given.
 * @public
 */
export function createStaleRuleSubject(
  given: Partial<StaleRuleSubject> = {},
): StaleRuleSubject {
  return {
    host: 'nas',
    id: 'c'.repeat(64),
    workload: 'nas/name:web',
    name: 'web',
    image: 'busybox:test',
    imageId: `sha256:${'b'.repeat(64)}`,
    state: 'exited',
    health: 'none',
    presence: 'present',
    createdAt: '2026-01-01T00:00:00.000Z',
    lastSeenAt: '2026-01-31T12:00:00.000Z',
    restartCount: 0,
    ports: [],
    labels: {},
    claims: [],
    ownerRefs: [],
    ...given,
  };
}

/**
 * What every {@link StaleRule} has to keep to: run it in the tests of your module.
 *
 * @param options - `rule`, and containers it calls stale, keeps, and says nothing of
 * @public
 */
export function describeStaleRule(options: {
  rule: StaleRule;
  stale?: Partial<StaleRuleSubject>[];
  kept?: Partial<StaleRuleSubject>[];
  others: Partial<StaleRuleSubject>[];
}): void {
  const { rule, stale = [], kept = [], others } = options;
  const judge = (given: Partial<StaleRuleSubject>, now = NOW) =>
    rule.judge(Object.freeze(createStaleRuleSubject(given)), { now });
  const isClause = (reason: string) =>
    reason.trim() !== '' && !/[.\n]$/.test(reason) && reason.length <= 200;

  describe(`the rule '${rule.name}'`, () => {
    it('has a name for the log', () => {
      expect(rule.name).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
    });

    it('says of what is stale since when and why', () => {
      expect(stale.length + kept.length).toBeGreaterThan(0);
      const said = stale.flatMap(each => judge(each) ?? []);
      expect(said.map(({ verdict }) => verdict)).toEqual(
        stale.map(() => 'stale'),
      );
      const late = said.filter(
        one => one.verdict === 'stale' && !(one.since <= NOW),
      );
      expect(late).toEqual([]);
      expect(said.filter(({ reason }) => !isClause(reason))).toEqual([]);
    });

    it('says of what it keeps why', () => {
      for (const each of kept) {
        const said = judge(each);
        expect(said).toMatchObject({ verdict: 'keep' });
        expect(isClause(said?.reason ?? '')).toBe(true);
      }
    });

    it('says nothing of others', () => {
      for (const each of others) {
        expect(judge(each)).toBeUndefined();
      }
    });

    it('says the same of the same, at once and later', () => {
      const later = new Date(NOW.getTime() + 60_000);
      for (const each of [...stale, ...kept, ...others]) {
        expect(judge(each)).toEqual(judge(each));
        // Or every scan would have something to write.
        expect(judge(each, later)).toEqual(judge(each));
      }
    });
  });
}
