import { canonicalEntityRef } from './canonicalEntityRef';

describe('canonicalEntityRef', () => {
  it.each([
    ['component:default/shop-api', 'component:default/shop-api'],
    ['Component:Shop/API_v1.2', 'component:shop/api_v1.2'],
    [' shop-api ', 'component:default/shop-api'],
    ['resource:db', 'resource:default/db'],
    ['shop/api', 'component:shop/api'],
    ['', undefined],
    ['component:', undefined],
    ['component:default/', undefined],
    ['component:default/a/b', undefined],
    ['component:default/a b', undefined],
    ['component:default/<script>', undefined],
    [`component:default/${'a'.repeat(64)}`, undefined],
    ['a\u0000', undefined],
  ])('%j is %j', (text, expected) => {
    expect(canonicalEntityRef(text, { kind: 'component' })).toBe(expected);
  });
});
