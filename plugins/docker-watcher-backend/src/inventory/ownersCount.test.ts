import { ContainerFilter } from './ContainerFilter';
import { matchesContainerFilter } from './matchesContainerFilter';
import { ownersCount } from './ownersCount';

const owner = (by?: 'trusted' | 'any-claim'): ContainerFilter => ({
  condition: 'owner',
  ownerRefs: ['group:default/shop'],
  ...(by && { by }),
});
const host: ContainerFilter = { condition: 'host', hosts: ['local'] };

describe('ownersCount', () => {
  it('counts whoever claims a container for sight, however deep the question', () => {
    const filter = { anyOf: [owner(), { allOf: [host, { not: owner() }] }] };
    expect(ownersCount(filter, { for: 'sight' })).toEqual({
      anyOf: [
        owner('any-claim'),
        { allOf: [host, { not: owner('any-claim') }] },
      ],
    });
  });

  it('counts trusted owners for deeds, but under a negation everybody', () => {
    const filter = {
      allOf: [
        owner(),
        { not: { anyOf: [owner(), { not: owner() }] } },
        { not: host },
      ],
    };
    expect(ownersCount(filter, { for: 'deeds' })).toEqual({
      allOf: [
        owner('trusted'),
        { not: { anyOf: [owner('any-claim'), { not: owner('trusted') }] } },
        { not: host },
      ],
    });
  });

  it('lets a second claim take from others and never give', () => {
    const everybodyButShop = ownersCount({ not: owner() }, { for: 'deeds' });
    const labels = {};
    const trusted = {
      host: 'local',
      labels,
      trustedOwnerRefs: ['group:default/shop'],
      claimantRefs: ['group:default/shop'],
    };
    const contested = {
      ...trusted,
      trustedOwnerRefs: [],
      claimantRefs: ['group:default/shop', 'group:default/thief'],
    };
    expect(matchesContainerFilter(trusted, everybodyButShop)).toBe(false);
    expect(matchesContainerFilter(contested, everybodyButShop)).toBe(false);
  });
});
