import {
  EMPTY_FILTER,
  countFilters,
  formatContainersUrlState,
  parseContainersUrlState,
  toContainersQuery,
  withFilter,
} from './containersUrlState';

const parse = (search: string) =>
  parseContainersUrlState(new URLSearchParams(search));

describe('the state of the list in the address', () => {
  it('is the plain list when the address says nothing', () => {
    expect(parse('')).toEqual({
      filter: {
        ...EMPTY_FILTER,
        q: undefined,
        image: undefined,
        label: undefined,
      },
      order: { field: 'name', direction: 'asc' },
      pageSize: 50,
      cursor: undefined,
      offset: 0,
    });
    expect(formatContainersUrlState(parse('')).toString()).toBe('');
  });

  it.each([
    'q=shop+web',
    'host=local&host=nas&state=running&health=unhealthy&project=shop',
    'entityRef=component%3Adefault%2Fshop',
    'image=nginx%3A1.27&label=team%3Da&ownedByMe=true&claimed=false&removed=true',
    'sort=-createdAt',
    'sort=host&limit=100&cursor=abc&offset=50',
  ])('survives a reload: %s', search => {
    expect(formatContainersUrlState(parse(search)).toString()).toBe(search);
  });

  it.each([
    ['a state nobody knows', 'state=flying', { state: [] }],
    ['a health nobody knows', 'health=ok', { health: [] }],
    ['a value given twice', 'host=a&host=a', { host: ['a'] }],
    ['an empty value', 'host=&q=', { host: [], q: undefined }],
    ['a flag that is not true', 'removed=1', { removed: false }],
  ])('ignores %s', (_, search, expected) => {
    expect(parse(search).filter).toMatchObject(expected);
  });

  it.each([
    ['limit=7', 50],
    ['limit=-1', 50],
    ['limit=1e9', 50],
    ['limit=200', 200],
  ])('shows a page size it offers: %s', (search, pageSize) => {
    expect(parse(search).pageSize).toBe(pageSize);
  });

  it.each(['sort=owner', 'sort=', 'sort=-', 'sort=__proto__'])(
    'orders by name when it does not know the order: %s',
    search => {
      expect(parse(search).order).toEqual({
        field: 'name',
        direction: 'asc',
      });
    },
  );

  it('has an offset only beside a cursor', () => {
    expect(parse('offset=50').offset).toBe(0);
    expect(parse('cursor=x&offset=-5').offset).toBe(0);
    expect(parse('cursor=x&offset=1.5').offset).toBe(0);
    expect(parse('cursor=x&offset=50').offset).toBe(50);
  });

  it('begins at the first page when the filter changes, and keeps the order', () => {
    const before = parse('q=a&sort=-host&limit=100&cursor=x&offset=100');
    expect(withFilter(before, { host: ['nas'] })).toEqual({
      ...before,
      filter: { ...before.filter, host: ['nas'] },
      cursor: undefined,
      offset: 0,
    });
  });

  it('asks the backend for exactly what it shows', () => {
    expect(
      toContainersQuery(
        parse(
          'q=a&host=nas&label=x&removed=true&sort=-image&limit=25&cursor=c&offset=25',
        ),
      ),
    ).toEqual({
      q: 'a',
      host: ['nas'],
      label: ['x'],
      presence: ['present', 'unknown', 'missing'],
      order: { field: 'image', direction: 'desc' },
      limit: 25,
      cursor: 'c',
    });
  });

  it('counts the filters in use', () => {
    expect(countFilters(parse('sort=host&cursor=a').filter)).toBe(0);
    expect(
      countFilters(parse('q=a&host=x&host=y&removed=true&image=i').filter),
    ).toBe(5);
  });
});
