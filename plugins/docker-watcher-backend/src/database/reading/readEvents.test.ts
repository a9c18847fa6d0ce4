import { Knex } from 'knex';
import { NewEvent } from '../../eventLog/EventLogStore';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { VisibleEvents } from '../../inventory/VisibleEvents';
import { matchesContainerFilter } from '../../inventory/matchesContainerFilter';
import { idOf, seed } from '../__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../__testUtils__/testDatabases';
import { DatabaseEventLogStore } from '../DatabaseEventLogStore';
import { appendEvents } from '../operations/appendEvents';
import { EVENTS_TABLE } from '../tables';
import { EVENT_COLUMNS, EventLead, ListFilter } from './EventLead';
import { MOST_EXAMINED } from './readEvents';
import { selectEventIds } from './selectEventIds';
import { selectFirstSince } from './toEventIdRange';

jest.setTimeout(180_000);

const databases = createTestDatabases();
const NOW = Date.parse('2026-01-01T10:00:00Z');

function event(name: string, fields: object = {}): NewEvent {
  return {
    kind: 'container.started',
    severity: 'info',
    source: 'container',
    host: 'local',
    containerId: idOf(`local/${name}`),
    containerName: name,
    workload: `local/name:${name}`,
    occurredAt: '2026-01-01T09:59:59.123Z',
    inferred: false,
    message: `${name} started`,
    details: { image: 'web:1' },
    ...fields,
  } as NewEvent;
}

function showing(given: Partial<VisibleEvents>): VisibleEvents {
  return {
    condition: undefined,
    containers: undefined,
    hosts: true,
    settings: true,
    ...given,
  };
}

describe.each(databases.eachSupportedId())('reading on %s', databaseId => {
  let knex: Knex;
  let store: DatabaseEventLogStore;

  beforeEach(async () => {
    knex = await createMigratedDatabase(databases, databaseId);
    store = DatabaseEventLogStore.create({ knex });
  });

  const append = (events: NewEvent[], now = NOW) =>
    knex.transaction(tx => appendEvents({ tx, events, now }));
  const fillers = (count: number, fields: object = {}) =>
    Array.from({ length: count }, (_, i) => event(`c${i}`, fields));

  /** Everything there is, read on and on, and how many reads that took. */
  async function readAll(
    options: Omit<Parameters<typeof store.read>[0], 'after' | 'before'>,
    isForward: boolean,
  ) {
    const names: string[] = [];
    let place: string | undefined = isForward ? '0' : undefined;
    for (let reads = 1; ; reads++) {
      const read = await store.read(
        isForward
          ? { ...options, after: place ?? '0' }
          : { ...options, before: place },
      );
      expect(read.events.length).toBeLessThanOrEqual(options.limit);
      names.push(...read.events.map(one => one.containerName ?? one.source));
      if (!read.hasMore) {
        return { names, reads, end: read.examinedUpTo };
      }
      place = read.examinedUpTo;
    }
  }

  it('looks at a bounded number of events and still reaches all of them, both ways', async () => {
    await append([event('first', { message: 'needle 1' })]);
    await append(fillers(MOST_EXAMINED + 500));
    await append([event('middle', { message: 'needle 2' })]);
    await append(fillers(MOST_EXAMINED + 500));
    await append([event('last', { message: 'needle 3' })]);
    const { newest } = (await store.bounds()) ?? { newest: '' };

    const rare = { filter: { text: 'needle' }, limit: 10 };
    const first = await store.read({ ...rare, before: undefined });
    expect(first.events.map(one => one.containerName)).toEqual(['last']);
    expect(first.hasMore).toBe(true);
    expect(BigInt(newest) - BigInt(first.examinedUpTo)).toBe(
      BigInt(MOST_EXAMINED - 1),
    );

    const forth = await readAll(rare, true);
    expect(forth).toEqual({
      names: ['first', 'middle', 'last'],
      reads: 3,
      end: newest,
    });
    const back = await readAll(rare, false);
    expect(back.names).toEqual(['last', 'middle', 'first']);
    expect(back.reads).toBe(3);
    // Nothing at all: an empty read still tells how far it has looked.
    const nothing = await store.read({
      after: '0',
      filter: { text: 'no such thing' },
      limit: 10,
    });
    expect(nothing).toMatchObject({ events: [], hasMore: true });
    expect(BigInt(nothing.examinedUpTo)).toBeGreaterThanOrEqual(
      BigInt(MOST_EXAMINED),
    );
    await expect(
      store.read({ after: nothing.examinedUpTo, limit: 1 }),
    ).resolves.toMatchObject({
      events: [{ id: String(BigInt(nothing.examinedUpTo) + 1n) }],
    });
  });

  it('tells a reader who follows how far the log goes, whether something matched or not', async () => {
    const rare = { filter: { kind: ['host.connected' as const] }, limit: 10 };
    await expect(store.read({ ...rare, after: '0' })).resolves.toEqual({
      events: [],
      examinedUpTo: '0',
      hasMore: false,
    });
    await append(fillers(30));
    const { newest } = (await store.bounds()) ?? { newest: '' };
    await expect(store.read({ ...rare, after: '0' })).resolves.toEqual({
      events: [],
      examinedUpTo: newest,
      hasMore: false,
    });
    await append([event('late', { kind: 'host.connected' })]);
    const read = await store.read({ ...rare, after: newest });
    expect(read.events.map(one => one.containerName)).toEqual(['late']);
    expect(read.examinedUpTo).toBe(read.events[0].id);
    // An id from another log, or of a time after this one.
    await expect(
      store.read({ ...rare, after: '9223372036854775807' }),
    ).resolves.toEqual({
      events: [],
      examinedUpTo: '9223372036854775807',
      hasMore: false,
    });
    await expect(
      store.read({ after: '0', upTo: newest, limit: 500 }),
    ).resolves.toMatchObject({ examinedUpTo: newest, hasMore: false });
  });

  it('merges the values of a list in the order of the log', async () => {
    const hosts = ['a', 'b', 'c', 'd', 'e'];
    const all = Array.from({ length: 300 }, (_, i) => ({
      name: `c${i}`,
      host: hosts[(i * i + 3 * i) % 5],
      severity: (['info', 'warn', 'error'] as const)[(i * 7) % 3],
    }));
    await append(all.map(({ name, ...fields }) => event(name, fields)));
    for (const [host, severity] of [
      [['a', 'd', 'a'], undefined],
      [hosts, ['warn', 'error']],
      [
        ['nowhere', 'b'],
        ['info', 'warn', 'error'],
      ],
      [['nowhere'], ['info']],
      [undefined, ['error', 'warn']],
    ] as const) {
      const expected = all
        .filter(
          one =>
            (!host || ([...host] as string[]).includes(one.host)) &&
            (!severity || ([...severity] as string[]).includes(one.severity)),
        )
        .map(one => one.name);
      const options = {
        filter: {
          host: host && [...host],
          severity: severity && [...severity],
        },
        limit: 7,
      };
      expect((await readAll(options, true)).names).toEqual(expected);
      expect((await readAll(options, false)).names).toEqual(
        [...expected].reverse(),
      );
    }
  });

  it('takes as many values as a request may have, several times over', async () => {
    await append(fillers(40));
    const workload = Array.from({ length: 100 }, (_, i) => `local/name:c${i}`);
    const containerId = workload.map((_, i) => idOf(`local/c${i}`));
    const read = await store.read({
      filter: { workload, containerId, host: workload.concat('local') },
      limit: 50,
    });
    expect(read.events).toHaveLength(40);
  });

  it('finds parts of messages and names in any case, and takes no sign for a wildcard', async () => {
    await append([
      event('Web-1', { message: 'Ran out of MEMORY' }),
      event('db', { message: 'lost 100% of _all_ \\ things' }),
      event('umlaut', { message: 'Größe überschritten' }),
      event('', {
        containerName: undefined,
        containerId: undefined,
        source: 'host',
        message: 'Host went away',
      }),
    ]);
    const cases: [string, string[]][] = [
      ['memory', ['Web-1']],
      ['WEB-', ['Web-1']],
      ['%', ['db']],
      ['_', ['db']],
      ['\\', ['db']],
      ['100% OF _', ['db']],
      ['o%t', []],
      ['Größe', ['umlaut']],
      ['ÜBERSCHRITTEN', ['umlaut']],
      ['away', ['host']],
      ["' or '1'='1", []],
    ];
    for (const [text, names] of cases) {
      const found = await readAll({ filter: { text }, limit: 10 }, true);
      expect([text, found.names]).toEqual([text, names]);
    }
  });

  it('finds what somebody owns, and nothing for nobody', async () => {
    await seed(knex, {
      owners: {
        'component:default/a': ['group:default/x', 'user:default/me'],
        'component:default/b': ['group:default/y'],
        ...Object.fromEntries(
          Array.from({ length: 250 }, (_, i) => [
            `component:default/n${i}`,
            ['group:default/many'],
          ]),
        ),
      },
    });
    await append([
      event('a', { entityRef: 'component:default/a' }),
      event('b', { entityRef: 'component:default/b', severity: 'error' }),
      event('n', { entityRef: 'component:default/n7' }),
      event('nobody'),
    ]);
    const cases: [object, string[]][] = [
      [{ ownerRefs: ['group:default/x', 'user:default/me'] }, ['a']],
      [{ ownerRefs: ['group:default/x', 'group:default/y'] }, ['a', 'b']],
      [{ ownerRefs: ['group:default/many'] }, ['n']],
      [{ ownerRefs: ['group:default/none'] }, []],
      [{ ownerRefs: [] }, []],
      [
        {
          ownerRefs: ['group:default/x', 'group:default/y'],
          severity: ['error'],
        },
        ['b'],
      ],
      [
        {
          ownerRefs: ['group:default/y'],
          entityRef: ['component:default/a'],
        },
        [],
      ],
      [{ ownerRefs: ['group:default/many'], host: ['local'] }, ['n']],
    ];
    for (const [filter, names] of cases) {
      const found = await readAll({ filter, limit: 2 }, false);
      expect([filter, found.names.reverse()]).toEqual([filter, names]);
    }
  });

  it('reads a time range as one of ids', async () => {
    for (let second = 0; second < 5; second++) {
      await append(
        [event(`${second}a`), event(`${second}b`)],
        NOW + second * 1000,
      );
    }
    const cases: [number | undefined, number | undefined, string][] = [
      [NOW, NOW + 1000, '0a 0b'],
      [NOW + 1, NOW + 2001, '1a 1b 2a 2b'],
      [NOW + 4000, undefined, '4a 4b'],
      [NOW + 4001, undefined, ''],
      [undefined, NOW, ''],
      [undefined, NOW + 1, '0a 0b'],
      [NOW + 1000, NOW + 1000, ''],
      [-1, NOW + 1, '0a 0b'],
      [NOW + 3000, NOW + 999_999, '3a 3b 4a 4b'],
    ];
    for (const [since, until, names] of cases) {
      const filter = { since, until };
      const forth = await readAll({ filter, limit: 3 }, true);
      expect([filter, forth.names.join(' ')]).toEqual([filter, names]);
      const back = await readAll({ filter, limit: 3 }, false);
      expect(back.names.reverse().join(' ')).toBe(names);
    }
  });

  it('counts by time and severity, and says from when on the counts are whole', async () => {
    await append(fillers(12_000, { host: 'a' }), NOW);
    await append(
      [
        ...fillers(5, { severity: 'error' }),
        ...fillers(6, { severity: 'warn', host: 'b' }),
      ],
      NOW + 2500,
    );
    const filter = { since: NOW, until: NOW + 3000 };
    const count = async (options: object = {}) => {
      const { counts, ...rest } = await store.count({
        filter,
        bucketMs: 1000,
        limit: 200_000,
        ...options,
      });
      const shown = counts.map(
        one => `${one.bucket} ${one.severity} ${one.count}`,
      );
      return { counts: shown.sort(), ...rest };
    };
    await expect(count()).resolves.toEqual({
      counts: ['0 info 12000', '2 error 5', '2 warn 6'],
    });
    await expect(
      count({ filter: { ...filter, host: ['b', 'local'] } }),
    ).resolves.toEqual({ counts: ['2 error 5', '2 warn 6'] });
    await expect(
      count({ filter: { ...filter, since: NOW + 1, text: 'C3 ' } }),
    ).resolves.toEqual({ counts: ['2 error 1', '2 warn 1'] });
    await expect(
      count({ visible: showing({ containers: 'none' }) }),
    ).resolves.toEqual({ counts: [] });
    // Of the first time not all was looked at, so only what follows is whole.
    await expect(count({ limit: 7000 })).resolves.toEqual({
      counts: ['0 info 6989', '2 error 5', '2 warn 6'],
      completeSince: NOW + 1,
    });
    await expect(count({ limit: 12_011 })).resolves.not.toHaveProperty(
      'completeSince',
      expect.any(Number),
    );
    await expect(count({ signal: AbortSignal.abort() })).resolves.toEqual({
      counts: [],
    });
    await expect(
      count({ filter: { since: NOW + 9000, until: NOW + 9999 } }),
    ).resolves.toEqual({ counts: [] });
  });

  describe('what may be known', () => {
    const owner = (...names: string[]): ContainerFilter => ({
      condition: 'owner',
      ownerRefs: names.map(name => `group:default/${name}`),
    });
    const onHost = (...hosts: string[]): ContainerFilter => ({
      condition: 'host',
      hosts,
    });
    const label = (key: string, value?: string): ContainerFilter => ({
      condition: 'label',
      key,
      value,
    });

    beforeEach(async () => {
      await seed(knex, {
        hosts: [{ name: 'local' }, { name: 'nas' }],
        containers: [
          {
            name: 'web',
            entity_ref: 'component:default/web',
            labels: { tier: 'web', long: 'x'.repeat(300) },
          },
          { name: 'db', entity_ref: 'component:default/db', removed_at: 5 },
          { name: 'far', host: 'nas', labels: { tier: 'db' } },
        ],
        owners: {
          'component:default/web': ['group:default/shop'],
          'component:default/db': ['group:default/data', 'group:default/shop'],
          'resource:default/nas': ['group:default/ops'],
        },
      });
      const none = {
        containerId: undefined,
        containerName: undefined,
        workload: undefined,
      };
      await append([
        event('web'),
        event('db'),
        event('far', { host: 'nas', containerId: idOf('nas/far') }),
        event('forgotten', { entityRef: 'component:default/web' }),
        event('', {
          ...none,
          kind: 'host.connected',
          source: 'host',
          host: 'nas',
          entityRef: 'resource:default/nas',
        }),
        event('', {
          ...none,
          kind: 'settings.changed',
          source: 'settings',
          host: undefined,
        }),
        event('', {
          ...none,
          kind: 'host.connected',
          source: 'notification',
          host: undefined,
        }),
        event('web', { kind: 'user.container-action', source: 'user' }),
      ]);
    });

    it('is decided by what an event is about', async () => {
      const containers = ['web', 'db', 'far', 'forgotten'];
      const cases: [Partial<VisibleEvents>, string[]][] = [
        [{}, [...containers, 'host', 'settings', 'notification', 'web']],
        [{ settings: false }, [...containers, 'host', 'web']],
        [{ hosts: false }, [...containers, 'settings', 'web']],
        [{ containers: 'none' }, ['host', 'settings']],
        [{ containers: 'none', hosts: false }, ['settings']],
        [{ containers: 'none', hosts: false, settings: false }, []],
        [{ containers: owner('data'), hosts: false, settings: false }, ['db']],
        [
          { containers: onHost('local'), hosts: false, settings: false },
          ['web', 'db', 'web'],
        ],
        // Each condition is asked, and neither widens the other.
        [
          { condition: owner('shop'), containers: onHost('local') },
          ['web', 'db', 'web'],
        ],
        [{ condition: owner('shop'), containers: owner('data') }, ['db']],
        [{ condition: owner('ops') }, ['host']],
        [{ condition: owner('ops'), hosts: false }, []],
        [{ condition: onHost('nas') }, ['far', 'host']],
        [{ condition: label('tier') }, ['web', 'far', 'web']],
      ];
      for (const [given, names] of cases) {
        const visible = showing(given);
        const found = await readAll({ visible, limit: 3 }, true);
        expect([given, found.names]).toEqual([given, names]);
        const { counts } = await store.count({
          filter: { since: NOW, until: NOW + 1 },
          visible,
          bucketMs: 1,
          limit: 100,
        });
        expect(counts.map(({ count }) => count)).toEqual(
          names.length ? [names.length] : [],
        );
      }
    });

    it('is the same for the database and for the rule on one event', async () => {
      const conditions: ContainerFilter[] = [
        owner('shop'),
        owner('data', 'ops'),
        owner(),
        onHost('local', 'nas'),
        onHost('local'),
        onHost(),
        label('tier'),
        label('tier', 'db'),
        label('long', 'x'.repeat(300)),
        label('constructor'),
        { not: owner('shop') },
        { not: onHost('local') },
        { not: onHost() },
        { not: label('tier', 'web') },
        { allOf: [onHost('local'), { not: owner('data') }] },
        { anyOf: [owner('ops'), label('tier', 'web')] },
        { allOf: [] },
        { not: { anyOf: [] } },
      ];
      const { events } = await store.read({ after: '0', limit: 100 });
      const ids = events.map(({ id }) => id);
      const known = await store.getFilterableEvents([...ids, '4711']);
      expect(known.pop()).toBeUndefined();
      for (const condition of conditions) {
        const read = await store.read({
          after: '0',
          visible: showing({ condition, containers: undefined }),
          limit: 100,
        });
        const matching = events.filter(
          (one, index) =>
            one.source !== 'notification' &&
            matchesContainerFilter(known[index]!, condition),
        );
        expect([condition, read.events.map(({ id }) => id)]).toEqual([
          condition,
          matching.map(({ id }) => id),
        ]);
      }
    });
  });

  describe('along indexes', () => {
    const explain = async (query: Knex.QueryBuilder) => {
      const { sql, bindings } = query.toSQL();
      if (databaseId === 'SQLITE_3') {
        const rows: { detail: string }[] = await knex.raw(
          `explain query plan ${sql}`,
          [...bindings],
        );
        return rows.map(({ detail }) => detail).join('\n');
      }
      const native = await knex.raw(`explain ${sql}`, [...bindings]);
      return native.rows
        .map((row: Record<string, string>) => row['QUERY PLAN'])
        .join('\n');
    };
    const noDetour = (plan: string) => {
      // What several reads have found may be sorted, but no read itself.
      const reads = plan.replace(/^(Limit.*\n +-> +)Sort {2}.*/, '$1');
      expect(reads).not.toMatch(
        /Seq Scan|Sort {2}\(cost|Bitmap|TEMP B-TREE|SCAN e\b(?! USING)/,
      );
      return plan;
    };

    beforeEach(async () => {
      const severities = ['info', 'warn', 'error'] as const;
      await append(
        Array.from({ length: 6000 }, (_, i) =>
          event(`c${i % 50}`, {
            severity: severities[i % 3],
            kind: i % 4 ? 'container.started' : 'container.created',
            source: i % 5 ? 'container' : 'user',
            host: `h${i % 6}`,
            proxyId: `p${i % 40}`,
            entityRef: `component:default/e${i % 30}`,
          }),
        ),
      );
      if (databaseId !== 'SQLITE_3') {
        await knex.raw(`analyze ${EVENTS_TABLE}`);
      }
    });

    const values: Record<ListFilter, [string, string, string]> = {
      containerId: [idOf('local/c7'), idOf('local/c8'), 'container'],
      proxyId: ['p1', 'p2', 'proxy'],
      workload: ['local/name:c1', 'local/name:c2', 'workload'],
      entityRef: ['component:default/e1', 'component:default/e2', 'entity'],
      kind: ['container.created', 'host.connected', 'kind'],
      host: ['h1', 'h2', 'host'],
      severity: ['warn', 'error', 'severity'],
      source: ['user', 'host', 'source'],
    };

    it.each(Object.keys(values) as ListFilter[])(
      'of %s: one value, several, and within a time range',
      async name => {
        const [first, second, index] = values[name];
        const along = new RegExp(`docker_watcher_events_${index}_idx`, 'g');
        const column = EVENT_COLUMNS[name];
        const uses = async (
          lead: EventLead,
          where: Pick<Parameters<typeof selectEventIds>[0], 'order' | 'range'>,
        ) => {
          const query = selectEventIds({ knex, lead, limit: 51, ...where });
          return noDetour(await explain(query)).match(along)?.length;
        };
        for (const order of ['asc', 'desc'] as const) {
          for (const range of [
            {},
            { after: '100' },
            { before: '5900' },
            { after: '100', before: '5900' },
          ]) {
            const where = { order, range };
            expect(await uses({ column, values: [first] }, where)).toBe(1);
            const both = { column, values: [first, second] };
            expect(await uses(both, where)).toBe(2);
          }
        }
      },
    );

    it('of everything, and to the beginning of a time range', async () => {
      for (const order of ['asc', 'desc'] as const) {
        const range = { after: '100', before: '5900' };
        expect(
          noDetour(
            await explain(selectEventIds({ knex, range, order, limit: 51 })),
          ),
        ).toMatch(/docker_watcher_events_pkey|INTEGER PRIMARY KEY/);
      }
      expect(noDetour(await explain(selectFirstSince(knex, NOW + 1)))).toMatch(
        /docker_watcher_events_at_id_idx/,
      );
    });

    it('of ids for what is asked of rows', async () => {
      const plans: string[] = [];
      const spy = (query: { sql: string; bindings: unknown[] }) => {
        if (query.sql.includes('"e".*') || query.sql.includes('`e`.*')) {
          plans.push(query.sql);
        }
      };
      knex.on('query', spy);
      await store.read({
        filter: { severity: ['warn'], text: 'c1', host: ['h1'] },
        limit: 50,
      });
      knex.removeListener('query', spy);
      expect(plans.length).toBeGreaterThan(0);
      for (const sql of plans) {
        expect(sql).toMatch(/e\.id (= any|in \(select value from json_each)/);
      }
    });
  });
});
