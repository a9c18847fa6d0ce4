import { compareIds } from './compareIds';
import { mergeEvents } from './mergeEvents';
import { placeGaps } from './placeGaps';

const list = (...ids: number[]) => ids.map(id => ({ id: String(id) }));
const ids = (items: { id: string }[]) => items.map(({ id }) => Number(id));

describe('compareIds', () => {
  it('orders by number, also beyond what numbers can tell apart', () => {
    expect(
      ['10', '9', '9007199254740993', '9007199254740992', '0'].sort(compareIds),
    ).toEqual(['0', '9', '10', '9007199254740992', '9007199254740993']);
    expect(compareIds('12', '12')).toBe(0);
  });
});

describe('mergeEvents', () => {
  it.each([
    ['newer ones on top', [12, 11], [10, 9], [12, 11, 10, 9]],
    ['older ones below', [10, 9], [8, 2], [10, 9, 8, 2]],
    ['what both have once', [12, 10, 9], [10, 9, 3], [12, 10, 9, 3]],
    ['what lies in between', [12, 3], [10, 1], [12, 10, 3, 1]],
    ['nothing and something', [], [2], [2]],
    ['something and nothing', [2], [], [2]],
  ])('puts %s', (_, some, others, expected) => {
    expect(ids(mergeEvents(list(...some), list(...others)))).toEqual(expected);
  });
});

describe('placeGaps', () => {
  it('finds what stands right below each gap', () => {
    const gaps = [
      { after: '20', oldest: '30' },
      { after: '1', oldest: '5' },
    ];
    const { above, bottom } = placeGaps(list(31, 30, 20, 19), gaps);
    expect([...above]).toEqual(['20']);
    expect(bottom).toBe(true);
    expect(placeGaps(list(2), [])).toEqual({ above: new Set(), bottom: false });
  });
});
