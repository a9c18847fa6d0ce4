import {
  ContainerOrderField,
  ContainersQuery,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { matchesContainerFilter } from '../inventory/matchesContainerFilter';
import { DatabaseInventoryReader } from './DatabaseInventoryReader';
import {
  ContainerSeed,
  containerRow,
  idOf,
  seed,
} from './__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';
import { CONTAINERS_TABLE } from './tables';
import { pageOfContainers } from './reading/pageOfContainers';

jest.setTimeout(120_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseInventoryReader on %s',
  databaseId => {
    async function inventoryOf(inventory: Parameters<typeof seed>[1]) {
      const knex = await createMigratedDatabase(databases, databaseId);
      await seed(knex, inventory);
      const reader = DatabaseInventoryReader.create({ knex });
      const names = async (
        query: Parameters<typeof reader.listContainers>[0],
        visible?: ContainerFilter,
      ) => {
        const page = await reader.listContainers(query, visible);
        expect(page.totalItems).toBe(page.items.length);
        return page.items.map(({ name }) => name);
      };
      return { knex, reader, names };
    }

    it('tells everything of a container, and nothing that is not known', async () => {
      const { reader } = await inventoryOf({
        containers: [
          {
            name: 'web',
            exit_code: 0,
            oom_killed: true,
            state: 'exited',
            started_at: 1_000,
            finished_at: 2_000,
            last_alive_at: 2_000,
            restart_count: 3,
            compose_project: 'shop',
            compose_service: 'web',
            compose_number: 2,
            entity_ref: 'component:default/web',
            labels: { a: '1', __proto__x: 'y', constructor: 'z' },
            inspected_at: 3_000,
            detail: JSON.stringify({
              mounts: [{ type: 'bind', destination: '/x', readOnly: true }],
              networks: [{ name: 'net', aliases: [] }],
              environmentNames: ['PATH'],
              restartPolicy: 'always',
            }),
          },
          { name: 'bare' },
        ],
        owners: {
          'component:default/web': ['user:default/zoe', 'group:default/shop'],
        },
      });

      const web = await reader.getContainer({
        host: 'local',
        id: idOf('local/web'),
      });
      expect(web).toEqual({
        host: 'local',
        id: idOf('local/web'),
        workload: 'local/name:web',
        name: 'web',
        image: 'busybox:test',
        imageId: 'sha256:0',
        state: 'exited',
        health: 'none',
        presence: 'present',
        exitCode: 0,
        oomKilled: true,
        createdAt: '2026-01-01T00:00:00.000Z',
        startedAt: '1970-01-01T00:00:01.000Z',
        finishedAt: '1970-01-01T00:00:02.000Z',
        lastAliveAt: '1970-01-01T00:00:02.000Z',
        lastSeenAt: '2026-01-02T00:00:00.000Z',
        restartCount: 3,
        ports: [],
        labels: { a: '1', __proto__x: 'y', constructor: 'z' },
        compose: { project: 'shop', service: 'web', number: 2 },
        entityRef: 'component:default/web',
        claims: [
          {
            entityRef: 'component:default/web',
            source: 'label',
            trusted: true,
          },
        ],
        ownerRefs: ['group:default/shop', 'user:default/zoe'],
        mounts: [{ type: 'bind', destination: '/x', readOnly: true }],
        networks: [{ name: 'net', aliases: [] }],
        environmentNames: ['PATH'],
        restartPolicy: 'always',
        inspectedAt: '1970-01-01T00:00:03.000Z',
      });

      const { items } = await reader.listContainers({}, undefined);
      expect(Object.keys(items[0])).toEqual(
        'host id workload name image imageId state health presence createdAt lastAliveAt lastSeenAt restartCount ports labels claims ownerRefs'.split(
          ' ',
        ),
      );
      expect(
        await reader.getContainer({ host: 'local', id: items[0].id }),
      ).toEqual({
        ...items[0],
        mounts: [],
        networks: [],
        environmentNames: [],
      });
      expect(
        await reader.getContainer({ host: 'other', id: items[0].id }),
      ).toBeUndefined();
    });

    it('takes a host it cannot ask for unknown, and as of its last sync', async () => {
      const { reader, names } = await inventoryOf({
        hosts: [
          { name: 'up' },
          { name: 'down', state: 'unreachable', last_sync_at: 5_000 },
          { name: 'new', state: 'connecting', last_sync_at: null },
        ],
        containers: [
          { name: 'a', host: 'up' },
          { name: 'b', host: 'down', state: 'paused' },
          { name: 'c', host: 'new', created_at: 7_000 },
          { name: 'd', host: 'forgotten', created_at: 8_000 },
          {
            name: 'e',
            host: 'down',
            removed_at: 3_000,
            last_seen_at: 2_000,
            last_alive_at: 1_000,
          },
        ],
      });

      const { items } = await reader.listContainers(
        { presence: ['present', 'unknown', 'missing'] },
        undefined,
      );
      const at = (ms: number) => new Date(ms).toISOString();
      expect(
        items.map(({ name, presence, lastSeenAt, lastAliveAt }) => ({
          name,
          presence,
          lastSeenAt,
          lastAliveAt,
        })),
      ).toEqual([
        {
          name: 'a',
          presence: 'present',
          lastSeenAt: '2026-01-02T00:00:00.000Z',
          lastAliveAt: '2026-01-02T00:00:00.000Z',
        },
        {
          name: 'b',
          presence: 'unknown',
          lastSeenAt: at(5_000),
          lastAliveAt: at(5_000),
        },
        {
          name: 'c',
          presence: 'unknown',
          lastSeenAt: at(7_000),
          lastAliveAt: at(7_000),
        },
        {
          name: 'd',
          presence: 'unknown',
          lastSeenAt: at(8_000),
          lastAliveAt: at(8_000),
        },
        {
          name: 'e',
          presence: 'missing',
          lastSeenAt: at(2_000),
          lastAliveAt: at(1_000),
        },
      ]);

      expect(await names({})).toEqual(['a', 'b', 'c', 'd']);
      expect(await names({ presence: ['present'] })).toEqual(['a']);
      expect(await names({ presence: ['unknown'] })).toEqual(['b', 'c', 'd']);
      expect(await names({ presence: ['missing'] })).toEqual(['e']);
      expect(await names({ presence: ['missing', 'present'] })).toEqual([
        'a',
        'e',
      ]);
      expect(await names({ presence: [] })).toEqual(['a', 'b', 'c', 'd']);
    });

    it('finds by every filter, any value of one and all of several', async () => {
      const long = 'x'.repeat(300);
      const { names } = await inventoryOf({
        hosts: [{ name: 'local' }, { name: 'far' }],
        containers: [
          {
            name: 'Shop_Web',
            image: 'registry:5000/shop/web:1.0',
            state: 'running',
            health: 'healthy',
            compose_project: 'shop',
            compose_service: 'frontend',
            entity_ref: 'component:default/shop',
            labels: { tier: 'web', rule: 'a=b,c', [long]: `${long}1` },
          },
          {
            name: 'db',
            host: 'far',
            state: 'exited',
            health: 'unhealthy',
            image: 'postgres:15',
            labels: { tier: 'db', empty: '' },
          },
          { name: '100%\\done', image: 'busybox:test' },
          { name: 'Größe', labels: { [long]: `${long}2` } },
        ],
        owners: { 'component:default/shop': ['group:default/shop'] },
      });
      const id = idOf('far/db');

      const cases: [ContainersQuery & { ownerRefs?: string[] }, string[]][] = [
        [{ host: ['far'] }, ['db']],
        [{ host: ['far', 'local'], state: ['exited'] }, ['db']],
        [{ host: ['nowhere'] }, []],
        [{ host: [], state: ['exited'] }, ['db']],
        [{ state: ['exited', 'dead'] }, ['db']],
        [{ health: ['healthy', 'unhealthy'] }, ['Shop_Web', 'db']],
        [{ entityRef: ['Component:default/SHOP'] }, ['Shop_Web']],
        [{ project: ['shop'] }, ['Shop_Web']],
        [{ workload: ['far/name:db'] }, ['db']],
        [{ image: ['registry:5000/shop/web:1.0'] }, ['Shop_Web']],
        [{ image: ['registry:5000/shop/web'] }, []],
        [{ label: ['tier'] }, ['Shop_Web', 'db']],
        [{ label: ['tier=db'] }, ['db']],
        [{ label: ['tier', 'rule=a=b,c'] }, ['Shop_Web']],
        [{ label: ['tier=db', 'rule'] }, []],
        [{ label: ['empty='] }, ['db']],
        [{ label: ['tier='] }, []],
        [{ label: [`${long}=${long}1`] }, ['Shop_Web']],
        [{ label: [long] }, ['Größe', 'Shop_Web']],
        [{ ownerRefs: ['group:default/shop'] }, ['Shop_Web']],
        [{ ownerRefs: ['group:default/other'] }, []],
        [{ ownerRefs: [] }, []],
        [{ q: 'WEB' }, ['Shop_Web']],
        [{ q: 'frontend' }, ['Shop_Web']],
        [{ q: 'postgres' }, ['db']],
        [{ q: 'GRÖSSE' }, []],
        [{ q: 'grÖß' }, ['Größe']],
        [{ q: '%' }, ['100%\\done']],
        [{ q: '\\' }, ['100%\\done']],
        [{ q: 'p_w' }, ['Shop_Web']],
        [{ q: 'h_p' }, []],
        [{ q: "' or 1=1 --" }, []],
        [{ q: id.slice(0, 12) }, ['db']],
        [{ q: id.slice(0, 12).toUpperCase() }, ['db']],
        [{ q: id.slice(1, 13) }, []],
        [{ q: '' }, ['100%\\done', 'Größe', 'Shop_Web', 'db']],
      ];
      for (const [query, expected] of cases) {
        expect({ query, found: await names(query) }).toEqual({
          query,
          found: expected,
        });
      }
    });

    it('shows exactly the containers that match a condition, whatever it is', async () => {
      const random = randomFrom(20261124);
      const hosts = ['h1', 'h2', 'h3'];
      const owners: Record<string, string[]> = {};
      const containers: ContainerSeed[] = [];
      for (let i = 0; i < 120; i++) {
        const entity = random.chance(0.7)
          ? `component:default/e${random.below(8)}`
          : null;
        const labels: Record<string, string> = {};
        for (const key of ['a', 'b', 'constructor', 'long'.repeat(80)]) {
          if (random.chance(0.4)) {
            labels[key] = random.pick(['', '1', '2', 'v'.repeat(400)]);
          }
        }
        containers.push({
          name: `c${i}`,
          host: random.pick(hosts),
          entity_ref: entity,
          labels,
        });
        if (entity && random.chance(0.6)) {
          owners[entity] = ['g1', 'g2', 'g3'].filter(() => random.chance(0.5));
        }
      }
      // Claims by annotation, of entities that the catalog knows owners of.
      const claims = containers.flatMap(container => {
        const { host = '', name } = container;
        const refs = ['e1', 'e2', 'e9'].filter(() => random.chance(0.3));
        const found = refs.map(ref => ({
          host,
          id: idOf(`${host}/${name}`),
          entity_ref: `component:default/${ref}`,
          source: 'selector',
          trusted: random.chance(0.5),
        }));
        if (found.length === 1) {
          container.claimed_ref = found[0].entity_ref;
          container.trusted_ref = found[0].trusted ? found[0].entity_ref : null;
        }
        return found;
      });
      owners['component:default/e1'] = ['g1'];
      owners['component:default/e9'] = ['g2', 'g3'];
      const { reader } = await inventoryOf({
        hosts: hosts.map(name => ({ name })),
        containers,
        owners,
        claims,
      });
      const all = await reader.listContainers({ limit: 500 }, undefined);
      expect(all.items).toHaveLength(120);

      const filterables = await reader.getFilterables(all.items);
      const sizes = new Set<number>();
      for (let i = 0; i < 200; i++) {
        const filter = randomFilter(random, 3);
        const page = await reader.listContainers({ limit: 500 }, filter);
        const expected = all.items.filter((_, index) =>
          matchesContainerFilter(filterables[index]!, filter),
        );
        expect({ filter, shown: page.items, total: page.totalItems }).toEqual({
          filter,
          shown: expected,
          total: expected.length,
        });
        sizes.add(expected.length);
      }
      // Otherwise the filters were too dull to prove anything.
      expect(sizes.size).toBeGreaterThan(20);
    });

    const fields: ContainerOrderField[] = [
      'name',
      'host',
      'state',
      'health',
      'image',
      'project',
      'createdAt',
    ];
    it.each(
      fields.flatMap(field => [
        { field, direction: 'asc' as const },
        { field, direction: 'desc' as const },
      ]),
    )('pages there and back by $field $direction', async order => {
      const random = randomFrom(7);
      const names = ['a', 'B', 'b', 'a-b', 'a_b', 'ä', 'Z', '日本', '😀', 'ab'];
      const containers = Array.from({ length: 47 }, (_, i) => ({
        id: idOf(String(i)),
        name: random.pick(names),
        host: random.pick(['h1', 'h-2', 'h_3']),
        state: random.pick(['running', 'exited', 'paused']),
        health: random.pick(['none', 'healthy']),
        image: random.pick(['x', 'X', 'y']),
        compose_project: random.pick([null, 'p', 'P', '']),
        created_at: random.below(5) * 1_000_000_000_000,
      }));
      const { reader } = await inventoryOf({ containers });

      const there: string[][] = [];
      const back: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await reader.listContainers(
          { order, limit: 5, cursor },
          undefined,
        );
        expect(page.totalItems).toBe(47);
        there.push(page.items.map(({ id }) => id));
        if (!page.pageInfo.nextCursor) {
          cursor = page.pageInfo.prevCursor;
          break;
        }
        cursor = page.pageInfo.nextCursor;
      } while (cursor);
      while (cursor) {
        const page = await reader.listContainers(
          { order, limit: 5, cursor },
          undefined,
        );
        back.unshift(page.items.map(({ id }) => id));
        expect(page.pageInfo.nextCursor).toBeDefined();
        cursor = page.pageInfo.prevCursor;
      }
      expect(back).toEqual(there.slice(0, -1));

      const rowOf = (c: (typeof containers)[number]) => containerRow(c);
      const keyOf = (c: (typeof containers)[number]) => {
        const row = rowOf(c);
        const key = {
          name: row.name,
          host: row.host,
          state: row.state,
          health: row.health,
          image: row.image,
          project: row.compose_project ?? '',
          createdAt: String(row.created_at).padStart(20, '0'),
        }[order.field];
        return order.field === 'host'
          ? [row.host, row.name, row.id]
          : [key, row.name, row.host, row.id];
      };
      const sorted = [...containers].sort((a, b) =>
        compareBytes(keyOf(a), keyOf(b)),
      );
      if (order.direction === 'desc') {
        sorted.reverse();
      }
      expect(there.flat()).toEqual(sorted.map(({ id }) => id));
      expect(there.map(page => page.length)).toEqual([
        5, 5, 5, 5, 5, 5, 5, 5, 5, 2,
      ]);
    });

    it('keeps its place while containers come and go', async () => {
      const { knex, reader } = await inventoryOf({
        containers: ['b', 'd', 'f', 'h'].map(name => ({ name })),
      });
      const page = (cursor?: string) =>
        reader.listContainers({ limit: 2, cursor }, undefined);
      const namesOf = ({ items }: Awaited<ReturnType<typeof page>>) =>
        items.map(({ name }) => name);

      const first = await page();
      expect(namesOf(first)).toEqual(['b', 'd']);
      expect(first.pageInfo.prevCursor).toBeUndefined();

      await knex(CONTAINERS_TABLE).insert([
        containerRow({ name: 'a' }),
        containerRow({ name: 'e' }),
      ]);
      await knex(CONTAINERS_TABLE).delete().where('name', 'd');
      const second = await page(first.pageInfo.nextCursor);
      expect(namesOf(second)).toEqual(['e', 'f']);

      await knex(CONTAINERS_TABLE).delete().whereIn('name', ['e', 'f', 'h']);
      const emptied = await page(second.pageInfo.nextCursor);
      expect(namesOf(emptied)).toEqual([]);
      expect(emptied.pageInfo.nextCursor).toBeUndefined();
      const back = await page(emptied.pageInfo.prevCursor);
      expect(namesOf(back)).toEqual(['a', 'b']);
      expect(back.pageInfo.prevCursor).toBeUndefined();
      expect(back.pageInfo.nextCursor).toBeDefined();
    });

    it('refuses cursors of other lists and forged ones, naming them', async () => {
      const { reader } = await inventoryOf({
        containers: ['a', 'b', 'c'].map(name => ({ name })),
      });
      const { pageInfo } = await reader.listContainers(
        { limit: 1, q: 'busybox' },
        undefined,
      );
      const cursor = pageInfo.nextCursor!;
      const list = (query: ContainersQuery) =>
        reader.listContainers(query, undefined);

      await expect(list({ q: 'busybox', cursor })).resolves.toMatchObject({
        items: [{ name: 'b' }, { name: 'c' }],
      });
      await expect(
        list({
          q: 'busybox',
          cursor,
          limit: 5,
          order: { field: 'name', direction: 'asc' },
        }),
      ).resolves.toBeDefined();
      for (const other of [
        {},
        { q: 'b' },
        { q: 'busybox', host: ['local'] },
        { q: 'busybox', order: { field: 'name', direction: 'desc' } as const },
        { q: 'busybox', order: { field: 'image', direction: 'asc' } as const },
      ]) {
        await expect(list({ ...other, cursor })).rejects.toMatchObject({
          name: 'InputError',
          message: expect.stringContaining(cursor.slice(0, 100)),
        });
      }

      const honest = JSON.parse(
        Buffer.from(cursor, 'base64url').toString('utf8'),
      );
      const forged = [
        '',
        'x',
        '!!!',
        'bnVsbA',
        'W10',
        ...[
          { ...honest, values: undefined },
          { ...honest, values: [] },
          { ...honest, values: ['a', 'b'] },
          { ...honest, values: ['a', 'b', 1] },
          { ...honest, values: ['a', 'b', null] },
          { ...honest, values: ['a', 'b', {}] },
          { ...honest, values: ['a', 'b', 'c\0'] },
          { ...honest, values: ['x'.repeat(9000), 'b', 'c'] },
          { ...honest, way: 'sideways' },
          { ...honest, of: 7 },
          { ...honest, inclusive: 'yes' },
          [honest],
        ].map(value =>
          Buffer.from(JSON.stringify(value)).toString('base64url'),
        ),
      ];
      for (const one of forged) {
        await expect(list({ q: 'busybox', cursor: one })).rejects.toMatchObject(
          { name: 'InputError' },
        );
      }

      const byTime = { field: 'createdAt', direction: 'asc' } as const;
      const timed = await list({ limit: 1, order: byTime });
      const time = JSON.parse(
        Buffer.from(timed.pageInfo.nextCursor!, 'base64url').toString('utf8'),
      );
      for (const value of [1.5, 1e300, '1', null]) {
        const values = [value, ...time.values.slice(1)];
        const one = Buffer.from(JSON.stringify({ ...time, values }));
        await expect(
          list({ order: byTime, cursor: one.toString('base64url') }),
        ).rejects.toMatchObject({ name: 'InputError' });
      }
      // A forged place that is well-formed is just another place.
      for (const values of [
        ['\ud800', "'; drop table x", '%'],
        ['😀', '', ''],
      ]) {
        const one = Buffer.from(JSON.stringify({ ...honest, values }));
        await expect(
          list({ q: 'busybox', cursor: one.toString('base64url') }),
        ).resolves.toBeDefined();
      }
    });

    it('counts on hosts and in the summary only what may be seen', async () => {
      const { reader } = await inventoryOf({
        hosts: [
          {
            name: 'up',
            title: 'Up',
            engine: JSON.stringify({
              product: 'docker',
              version: '20.10.24',
              apiVersion: '1.41',
            }),
            addresses: '["10.0.0.5"]',
            clock_skew_ms: -250,
            simulated: true,
            read_only: true,
            entity_ref: 'resource:default/up',
          },
          {
            name: 'down',
            state: 'unreachable',
            error: 'refused',
            last_sync_at: null,
          },
        ],
        containers: [
          { name: 'a', host: 'up', labels: { mine: '' } },
          { name: 'b', host: 'up', health: 'unhealthy' },
          { name: 'c', host: 'up', state: 'exited', labels: { mine: '' } },
          { name: 'd', host: 'up', removed_at: 1, labels: { mine: '' } },
          { name: 'e', host: 'down', state: 'paused', health: 'healthy' },
        ],
      });
      const mine: ContainerFilter = { condition: 'label', key: 'mine' };

      const hosts = await reader.listHosts(undefined);
      expect(hosts).toEqual([
        {
          name: 'down',
          title: 'down',
          state: 'unreachable',
          stateSince: '2026-01-01T00:00:00.000Z',
          error: 'refused',
          addresses: [],
          containers: { total: 1, running: 0, unhealthy: 0 },
          simulated: false,
          readOnly: false,
        },
        {
          name: 'up',
          title: 'Up',
          state: 'connected',
          stateSince: '2026-01-01T00:00:00.000Z',
          engine: {
            product: 'docker',
            version: '20.10.24',
            apiVersion: '1.41',
          },
          addresses: ['10.0.0.5'],
          containers: { total: 3, running: 2, unhealthy: 1 },
          lastSyncAt: '2026-01-02T00:00:00.000Z',
          clockSkewMs: -250,
          simulated: true,
          readOnly: true,
          entityRef: 'resource:default/up',
        },
      ]);
      expect(await reader.getHost('up', undefined)).toEqual(hosts[1]);
      expect(await reader.getHost('nowhere', undefined)).toBeUndefined();
      expect(await reader.getHost('up', mine)).toMatchObject({
        containers: { total: 2, running: 1, unhealthy: 0 },
      });
      expect(
        (await reader.listHosts('none')).map(host => host.containers),
      ).toEqual(Array(2).fill({ total: 0, running: 0, unhealthy: 0 }));

      const none = {
        hosts: {
          total: 0,
          byState: {
            connecting: 0,
            connected: 0,
            unreachable: 0,
            misconfigured: 0,
          },
        },
        containers: {
          total: 0,
          unknown: 0,
          byState: {
            created: 0,
            running: 0,
            paused: 0,
            restarting: 0,
            removing: 0,
            exited: 0,
            dead: 0,
          },
          byHealth: { none: 0, starting: 0, healthy: 0, unhealthy: 0 },
        },
        stale: { total: 0, snoozed: 0, reclaimableBytes: 0, unmeasured: 0 },
      };
      expect(await reader.summarize({ visible: 'none', hosts: false })).toEqual(
        none,
      );
      expect(
        await reader.summarize({ visible: undefined, hosts: true }),
      ).toEqual({
        hosts: {
          total: 2,
          byState: { ...none.hosts.byState, connected: 1, unreachable: 1 },
        },
        containers: {
          total: 4,
          unknown: 1,
          byState: {
            ...none.containers.byState,
            running: 2,
            exited: 1,
            paused: 1,
          },
          byHealth: { none: 2, starting: 0, healthy: 1, unhealthy: 1 },
        },
        stale: none.stale,
      });
      expect(await reader.summarize({ visible: mine, hosts: false })).toEqual({
        hosts: none.hosts,
        containers: {
          total: 2,
          unknown: 0,
          byState: { ...none.containers.byState, running: 1, exited: 1 },
          byHealth: { ...none.containers.byHealth, none: 2 },
        },
        stale: none.stale,
      });
    });

    it('gives containers in the order of their references', async () => {
      const { reader } = await inventoryOf({
        hosts: [{ name: 'local' }, { name: 'far' }],
        containers: [
          { name: 'a', labels: { name: 'a' } },
          { name: 'b', host: 'far', labels: { name: 'b' } },
          {
            name: 'c',
            removed_at: 1,
            last_seen_at: 1,
            labels: { name: 'c' },
          },
        ],
      });
      const ref = (host: string, name: string) => ({
        host,
        id: idOf(`${host}/${name}`),
      });
      const found = await reader.getFilterables([
        ref('local', 'c'),
        ref('local', 'b'),
        ref('far', 'b'),
        ref('local', 'a'),
        ref('far', 'b'),
      ]);
      expect(found.map(container => container?.labels.name)).toEqual([
        'c',
        undefined,
        'b',
        'a',
        'b',
      ]);
      expect(await reader.getFilterables([])).toEqual([]);
    });

    it('pages through ten thousand containers along an index', async () => {
      const { knex, reader } = await inventoryOf({
        hosts: [{ name: 'h0' }, { name: 'h1' }],
        containers: Array.from({ length: 10_000 }, (_, i) => ({
          name: `container-${idOf(String(i)).slice(0, 10)}`,
          host: `h${i % 2}`,
          compose_project: `p${i % 100}`,
          entity_ref: `component:default/e${i % 50}`,
          labels: { team: `t${i % 10}` },
        })),
        owners: Object.fromEntries(
          Array.from({ length: 50 }, (_, i) => [
            `component:default/e${i}`,
            [`group:default/g${i % 5}`],
          ]),
        ),
      });
      if (databaseId !== 'SQLITE_3') {
        await knex.raw('analyze');
      }

      const { sql, bindings } = pageOfContainers({
        knex,
        query: {},
        visible: undefined,
        cursor: undefined,
        limit: 50,
      }).toSQL();
      const plan = JSON.stringify(
        await knex.raw(
          `explain ${databaseId === 'SQLITE_3' ? 'query plan ' : ''}${sql}`,
          bindings as string[],
        ),
      );
      expect(plan).toContain('docker_watcher_containers_name_idx');
      expect(plan).not.toMatch(/temp b-tree|sort/i);

      const started = performance.now();
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await reader.listContainers(
          { limit: 500, cursor },
          {
            anyOf: [
              { condition: 'owner', ownerRefs: ['group:default/g1'] },
              { condition: 'label', key: 'team', value: 't2' },
            ],
          },
        );
        expect(page.totalItems).toBe(3000);
        cursor = page.pageInfo.nextCursor;
        pages += 1;
      } while (cursor);
      expect(pages).toBe(6);
      // Some 50 ms a page were measured; the limit only catches what does not scale.
      expect(performance.now() - started).toBeLessThan(30_000);
    });
  },
);

function randomFrom(start: number) {
  let state = start;
  const next = () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (probability: number) => next() < probability,
    below: (end: number) => Math.floor(next() * end),
    pick: <T>(values: T[]) => values[Math.floor(next() * values.length)],
  };
}

function randomFilter(
  random: ReturnType<typeof randomFrom>,
  depth: number,
): ContainerFilter {
  const parts = () =>
    Array.from({ length: random.below(4) }, () =>
      randomFilter(random, depth - 1),
    );
  switch (random.below(depth > 0 ? 6 : 3)) {
    case 0:
      return {
        condition: 'owner',
        ownerRefs: ['g1', 'g2', 'g3', 'g4'].filter(() => random.chance(0.3)),
        by: random.pick([undefined, 'trusted', 'any-claim']),
      };
    case 1:
      return {
        condition: 'host',
        hosts: ['h1', 'h2', 'h3', 'h4'].filter(() => random.chance(0.4)),
      };
    case 2:
      return {
        condition: 'label',
        key: random.pick([
          'a',
          'b',
          'constructor',
          'toString',
          'long'.repeat(80),
        ]),
        value: random.pick([undefined, '', '1', 'v'.repeat(400)]),
      };
    case 3:
      return { allOf: parts() };
    case 4:
      return { anyOf: parts() };
    default:
      return { not: randomFilter(random, depth - 1) };
  }
}

function compareBytes(a: string[], b: string[]): number {
  for (let i = 0; i < a.length; i++) {
    const order = Buffer.compare(Buffer.from(a[i]), Buffer.from(b[i]));
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}
