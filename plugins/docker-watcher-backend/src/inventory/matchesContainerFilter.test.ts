import { ContainerFilter } from './ContainerFilter';
import { matchesContainerFilter } from './matchesContainerFilter';

const container = {
  host: 'local',
  labels: { tier: 'web', empty: '' },
  trustedOwnerRefs: ['group:default/shop', 'user:default/zoe'],
  claimantRefs: ['user:default/zoe', 'user:default/adam'],
};
const yes: ContainerFilter = { condition: 'host', hosts: ['local'] };
const no: ContainerFilter = { condition: 'host', hosts: ['far'] };

describe('matchesContainerFilter', () => {
  it.each<[boolean, ContainerFilter]>([
    [true, yes],
    [false, no],
    [true, { condition: 'host', hosts: ['far', 'local'] }],
    [false, { condition: 'host', hosts: [] }],
    [true, { condition: 'owner', ownerRefs: ['user:default/zoe', 'x'] }],
    [false, { condition: 'owner', ownerRefs: ['user:default/adam'] }],
    [false, { condition: 'owner', ownerRefs: [] }],
    [
      true,
      {
        condition: 'owner',
        ownerRefs: ['group:default/shop'],
        by: 'trusted',
      },
    ],
    [
      true,
      {
        condition: 'owner',
        ownerRefs: ['user:default/adam'],
        by: 'any-claim',
      },
    ],
    [
      false,
      {
        condition: 'owner',
        ownerRefs: ['group:default/shop'],
        by: 'any-claim',
      },
    ],
    [true, { condition: 'label', key: 'tier' }],
    [true, { condition: 'label', key: 'tier', value: 'web' }],
    [false, { condition: 'label', key: 'tier', value: 'db' }],
    [false, { condition: 'label', key: 'tier', value: '' }],
    [true, { condition: 'label', key: 'empty', value: '' }],
    [false, { condition: 'label', key: 'toString' }],
    [false, { condition: 'label', key: '__proto__' }],
    [true, { allOf: [yes, yes] }],
    [false, { allOf: [yes, no] }],
    [false, { allOf: [] }],
    [true, { anyOf: [no, yes] }],
    [false, { anyOf: [no, no] }],
    [false, { anyOf: [] }],
    [true, { not: no }],
    [false, { not: yes }],
    [true, { not: { anyOf: [] } }],
    [true, { allOf: [{ not: { anyOf: [no, { not: yes }] } }, yes] }],
  ])('says %s to %j', (expected, filter) => {
    expect(matchesContainerFilter(container, filter)).toBe(expected);
  });
});
