import { trustsOwners } from './trustsOwners';

const shop = 'group:default/shop';
const ops = 'group:default/ops';

describe('trustsOwners', () => {
  const trusts = trustsOwners([
    { name: 'some', trustAnnotationsFrom: [shop, ops] },
    { name: 'any', trustAnnotationsFrom: ['*'] },
    { name: 'none' },
    { name: 'none', trustAnnotationsFrom: ['*'] },
  ]);

  it.each([
    ['some', [shop], true],
    ['some', [shop, ops], true],
    // All of them would gain what the claim gives.
    ['some', [shop, 'group:default/other'], false],
    ['some', [], false],
    ['any', ['group:default/other'], true],
    ['none', [shop], false],
    ['unknown', [shop], false],
  ])('on host %s, owners %j: %s', (host, owners, expected) => {
    expect(trusts(host, owners)).toBe(expected);
  });
});
