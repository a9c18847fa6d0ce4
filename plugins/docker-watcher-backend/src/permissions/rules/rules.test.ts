import { PermissionRule } from '@backstage/plugin-permission-node';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import {
  FilterableContainer,
  FilterableEvent,
  matchesContainerFilter,
} from '../../inventory/matchesContainerFilter';
import { containerRules, eventRules } from '.';

const container: FilterableContainer = {
  host: 'local',
  labels: { tier: 'web' },
  trustedOwnerRefs: ['group:default/shop'],
  claimantRefs: ['group:default/shop', 'group:default/other'],
};

const hostless: FilterableEvent = {
  labels: {},
  trustedOwnerRefs: [],
  claimantRefs: [],
};

type Filterable = FilterableContainer & FilterableEvent;
type Rule = PermissionRule<Filterable, ContainerFilter, string>;

/** Applies a rule both ways, which must agree, to parameters as a policy sends them. */
function allows(rule: Rule, params: Record<string, unknown>): boolean {
  const schema = rule.paramsSchema;
  const parsed =
    schema && '~standard' in schema
      ? schema['~standard'].validate(params)
      : undefined;
  if (!parsed || parsed instanceof Promise || !('value' in parsed)) {
    throw new Error(`${rule.name} does not take ${JSON.stringify(params)}`);
  }
  const applied = rule.apply(container, parsed.value as never);
  const filter = rule.toQuery(parsed.value as never) as ContainerFilter;
  expect(matchesContainerFilter(container, filter)).toBe(applied);
  return applied;
}

describe.each<[string, Record<'isOwner' | 'isOnHost' | 'hasLabel', Rule>]>([
  ['containers', containerRules],
  // An event is looked at like a container, by what it is about.
  ['events', eventRules],
])('rules on %s', (_, rules) => {
  const { isOwner, isOnHost, hasLabel } = rules;

  it.each<[Rule, Record<string, unknown>, boolean]>([
    [isOwner, { claims: ['user:default/zoe', 'group:default/shop'] }, true],
    [isOwner, { claims: ['Group:Default/SHOP'] }, true],
    [isOwner, { claims: ['group:default/other'] }, false],
    [isOwner, { claims: [] }, false],
    [isOnHost, { hosts: ['far', 'local'] }, true],
    [isOnHost, { hosts: ['far'] }, false],
    [isOnHost, { hosts: [] }, false],
    [hasLabel, { key: 'tier' }, true],
    [hasLabel, { key: 'tier', value: 'web' }, true],
    [hasLabel, { key: 'tier', value: 'db' }, false],
    [hasLabel, { key: 'constructor' }, false],
  ])('%j', (rule, params, expected) => {
    expect(allows(rule, params)).toBe(expected);
  });

  it.each<[Rule, Record<string, unknown>]>([
    [isOwner, {}],
    [isOwner, { claims: 'user:default/zoe' }],
    [isOnHost, { hosts: [1] }],
    [hasLabel, { value: 'web' }],
  ])('refuses wrong parameters: %j', (rule, params) => {
    expect(() => allows(rule, params)).toThrow('does not take');
  });

  it('go by the names that policies were written with', () => {
    expect(Object.values(rules).map(({ name }) => name)).toEqual([
      'HAS_LABEL',
      'IS_ON_HOST',
      'IS_OWNER',
    ]);
  });
});

it('rules on events match none that are of no host and of no container', () => {
  const { isOwner, isOnHost, hasLabel } = eventRules;
  expect(isOnHost.apply(hostless, { hosts: ['local', 'undefined'] })).toBe(
    false,
  );
  expect(isOwner.apply(hostless, { claims: ['user:default/zoe'] })).toBe(false);
  expect(hasLabel.apply(hostless, { key: 'tier' })).toBe(false);
});
