import { isSameJson } from './isSameJson';

describe('isSameJson', () => {
  it.each([
    [1, 1, true],
    [1, '1', false],
    [undefined, null, false],
    [[1, [2]], [1, [2]], true],
    [[1, 2], [2, 1], false],
    [[1], [1, undefined], false],
    [[], {}, false],
    [{ a: 1, b: { c: [] } }, { b: { c: [] }, a: 1 }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: undefined }, { b: 1 }, false],
    [{ toString: 1 }, {}, false],
    [{}, { toString: 1 }, false],
  ])('%j and %j: %j', (a, b, expected) => {
    expect(isSameJson(a, b)).toBe(expected);
  });

  it('does not mind where an object was made', () => {
    expect(isSameJson(structuredClone([{ a: [] }]), [{ a: [] }])).toBe(true);
  });
});
