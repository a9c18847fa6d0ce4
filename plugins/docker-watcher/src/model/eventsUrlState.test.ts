import {
  EMPTY_EVENTS_FILTER,
  countEventsFilters,
  endsNow,
  filterOfContainer,
  formatEventsUrlState,
  parseEventsUrlState,
  rangeAround,
  toEventsFilter,
  toHistogramQuery,
} from './eventsUrlState';

const parse = (search: string) =>
  parseEventsUrlState(new URLSearchParams(search));
const NOW = Date.parse('2026-01-31T12:00:00.000Z');

describe('the state of the events in the address', () => {
  it('is the last days without a filter when the address says nothing', () => {
    expect(parse('')).toEqual({
      filter: EMPTY_EVENTS_FILTER,
      event: undefined,
    });
    expect(formatEventsUrlState(parse('')).toString()).toBe('');
  });

  it.each([
    'q=out+of+memory&severity=error&severity=warn',
    'source=host&source=user&kind=container.died&host=local',
    'workload=local%2Fcompose%3Ashop%2Fweb%2F1&containerId=00ff&proxyId=p',
    'entityRef=component%3Adefault%2Fshop&ownedByMe=true&range=1h',
    'since=2026-01-01T00%3A00%3A00.000Z&until=2026-01-02T00%3A00%3A00.000Z',
    'range=all&event=9007199254740993',
  ])('survives a reload: %s', search => {
    expect(formatEventsUrlState(parse(search)).toString()).toBe(search);
  });

  it.each([
    ['severity=fatal', { severity: [] }],
    ['source=moon', { source: [] }],
    ['kind=container.flew', { kind: [] }],
    ['kind=constructor', { kind: [] }],
    ['host=a&host=a&host=', { host: ['a'] }],
    ['range=9y', { range: { name: '7d' } }],
    ['since=yesterday&until=today&range=1h', { range: { name: '1h' } }],
    ['since=2026-01-02&until=2026-01-01', { range: { name: '7d' } }],
    ['since=2026-01-02', { range: { name: '7d' } }],
  ])('ignores what it does not know: %s', (search, expected) => {
    expect(parse(search).filter).toMatchObject(expected);
  });

  it.each(['event=x', 'event=-1', 'event=', `event=${'9'.repeat(20)}`])(
    'opens no event that cannot be one: %s',
    search => {
      expect(parse(search).event).toBeUndefined();
    },
  );

  it('counts the filters in use, of which the time range is none', () => {
    expect(countEventsFilters(parse('range=1h&event=1').filter)).toBe(0);
    expect(
      countEventsFilters(
        parse('q=a&host=x&host=y&ownedByMe=true&severity=warn').filter,
      ),
    ).toBe(5);
  });
});

describe('what is asked for', () => {
  it('reaches from the range to now', () => {
    const { filter } = parse('range=24h&severity=warn&q=oom');
    expect(endsNow(filter)).toBe(true);
    expect(toEventsFilter(filter, NOW)).toEqual({
      since: '2026-01-30T12:00:00.000Z',
      severity: ['warn'],
      q: 'oom',
    });
    expect(toHistogramQuery(filter, NOW)).toEqual({
      since: '2026-01-30T12:00:00.000Z',
      severity: ['warn'],
      q: 'oom',
      buckets: 48,
    });
  });

  it('lies between two times', () => {
    const { filter } = parse('since=2026-01-01&until=2026-01-02');
    const between = {
      since: '2026-01-01T00:00:00.000Z',
      until: '2026-01-02T00:00:00.000Z',
    };
    expect(endsNow(filter)).toBe(false);
    expect(toEventsFilter(filter, NOW)).toEqual(between);
    expect(toHistogramQuery(filter, NOW)).toEqual({ ...between, buckets: 60 });
  });

  it('is everything, also for a search, which the backend would narrow', () => {
    expect(toEventsFilter(parse('range=all').filter, NOW).since).toBe(
      undefined,
    );
    expect(toEventsFilter(parse('range=all&q=x').filter, NOW).since).toBe(
      '2000-01-01T00:00:00.000Z',
    );
    expect(toHistogramQuery(parse('range=all').filter, NOW)).toEqual({
      since: '2025-11-02T12:00:00.000Z',
      buckets: 90,
    });
  });

  it('is of a container and those before it, or alone where its workload cannot be asked for', () => {
    const container = { host: 'local', id: 'ff' };
    expect(
      filterOfContainer({ ...container, workload: 'local/name:web' }),
    ).toEqual({
      host: ['local'],
      workload: ['local/name:web'],
      containerId: [],
    });
    expect(
      filterOfContainer({ ...container, workload: 'local/compose:a,b/web/1' }),
    ).toEqual({ host: ['local'], workload: [], containerId: ['ff'] });
  });

  it('is some minutes around a time', () => {
    expect(rangeAround('2026-01-31T12:00:00.000Z')).toEqual({
      since: '2026-01-31T11:55:00.000Z',
      until: '2026-01-31T12:05:00.000Z',
    });
  });
});
