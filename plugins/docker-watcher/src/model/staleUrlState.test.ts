import {
  EMPTY_STALE_STATE,
  StaleUrlState,
  formatStaleUrlState,
  isStaleFiltered,
  parseStaleUrlState,
  toStaleQuery,
} from './staleUrlState';

const parse = (text: string) => parseStaleUrlState(new URLSearchParams(text));

const full: StaleUrlState = {
  q: 'web',
  host: ['a', 'b'],
  owner: ['group:default/shop'],
  entityRef: ['component:default/shop'],
  ownedByMe: true,
  minBytes: 1_000,
  minDays: 30,
  snoozed: true,
  group: 'owner',
  order: 'size',
};

describe('the address of the Stale tab', () => {
  it('holds everything, and nothing that goes without saying', () => {
    expect(parseStaleUrlState(formatStaleUrlState(full))).toEqual(full);
    expect(formatStaleUrlState(EMPTY_STALE_STATE).toString()).toBe('');
    expect(parse('')).toEqual({ ...EMPTY_STALE_STATE, q: undefined });
  });

  it('passes over what it does not know', () => {
    expect(
      parse('order=age&group=x&minBytes=-1&minDays=soon&host=&snoozed=1'),
    ).toEqual(parse(''));
  });

  it('becomes a request, the largest first when ordered by size', () => {
    const { group: _group, order: _order, owner, ...rest } = full;
    expect(toStaleQuery(full)).toEqual({
      ...rest,
      ownerRef: owner,
      order: { field: 'size', direction: 'desc' },
    });
    expect(toStaleQuery(EMPTY_STALE_STATE)).toEqual({
      order: { field: 'since', direction: 'asc' },
    });
  });

  it('knows whether anything is left out of the list', () => {
    expect(isStaleFiltered({ ...EMPTY_STALE_STATE, snoozed: true })).toBe(
      false,
    );
    expect(isStaleFiltered({ ...EMPTY_STALE_STATE, minDays: 1 })).toBe(true);
  });
});
