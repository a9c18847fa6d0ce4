import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { Knex } from 'knex';
import {
  HostDescription,
  InventoryBatch,
  HostStatus,
} from '../inventory/InventoryStore';
import { TrackedContainer } from '../inventory/TrackedContainer';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';
import { NewEvent } from '../eventLog/EventLogStore';
import { DatabaseInventoryStore } from './DatabaseInventoryStore';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { indexedLabelText } from './indexedLabelText';
import {
  CONTAINER_LABELS_TABLE,
  CONTAINERS_TABLE,
  ContainerRow,
  EVENTS_TABLE,
  EventRow,
  HOSTS_TABLE,
  HostRow,
} from './tables';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const hex = (number: number) => number.toString(16).padStart(64, '0');
const times = { now: 1000, freshSince: 0 };

function host(name: string, fields: Partial<HostDescription> = {}) {
  return {
    name,
    title: name,
    addresses: [],
    readOnly: false,
    simulated: false,
    ...fields,
  };
}

function container(
  number: number,
  fields: Partial<TrackedContainer> = {},
): TrackedContainer {
  return {
    id: hex(number),
    workload: `nas/name:c${number}`,
    name: `c${number}`,
    image: 'web:1',
    imageId: 'sha256:1',
    state: 'running',
    health: 'none',
    createdAt: 5,
    restartCount: 0,
    ports: [],
    labels: {},
    ...fields,
  };
}

function batch(
  revision: number,
  containers: TrackedContainer[],
  rest: Partial<InventoryBatch> = {},
): InventoryBatch {
  return {
    host: 'nas',
    revision,
    syncedAt: 2000,
    upserts: containers.map(one => ({ container: one, labelsChanged: true })),
    removals: [],
    events: [],
    ...rest,
  };
}

const connected: HostStatus = {
  state: 'connected',
  at: 2000,
  engine: { product: 'docker', version: '27.1', apiVersion: '1.46' },
  clockSkewMs: -12,
};

describe.each(databases.eachSupportedId())(
  'DatabaseInventoryStore on %s',
  databaseId => {
    async function create() {
      const knex = await createMigratedDatabase(databases, databaseId);
      const store = DatabaseInventoryStore.create({
        knex,
        clock: new FakeClock(),
      });
      return { knex, store };
    }

    const hostRow = async (knex: Knex, name = 'nas') =>
      knex<HostRow>(HOSTS_TABLE).where({ name }).first();

    /** Statements that write, while `run` runs. */
    async function writesOf(knex: Knex, run: () => Promise<unknown>) {
      const statements: string[] = [];
      const note = ({ sql }: { sql: string }) => {
        if (/^\s*(insert|update|delete)/i.test(sql)) {
          statements.push(sql);
        }
      };
      knex.on('query', note);
      await run();
      knex.off('query', note);
      return statements;
    }

    it('gives back what was committed, whatever it holds', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const containers = [
        container(1),
        container(2, {
          name: 'Ünïcode 🐳',
          state: 'exited',
          health: 'none',
          exitCode: -1,
          oomKilled: false,
          startedAt: 1_767_225_600_000,
          finishedAt: 8.64e15,
          lastAliveAt: 0,
          restartCount: 2 ** 31 - 1,
          compose: { project: 'Shop', service: 'web', number: 2 ** 31 - 1 },
          ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp' }],
          labels: {
            [`long ${'k'.repeat(300)}`]: 'v'.repeat(9000),
            empty: '',
            "quo'te": '"; drop table',
          },
          entityRef: 'component:default/web',
          detail: {
            mounts: [{ type: 'bind', destination: '/', readOnly: true }],
            networks: [{ name: 'back', aliases: ['x'] }],
            environmentNames: ['PATH'],
            restartPolicy: 'always',
          },
          inspectedAt: 17,
        }),
      ];
      await expect(
        store.commit(batch(0, containers, { status: connected })),
      ).resolves.toEqual({ result: 'committed', revision: 1, changed: true });
      const loaded = await store.load('nas');
      expect(loaded).toMatchObject({ revision: 1, lastSyncAt: 2000 });
      expect(
        loaded?.containers.sort((a, b) => (a.id < b.id ? -1 : 1)),
      ).toStrictEqual(containers);
      await expect(
        knex<ContainerRow>(CONTAINERS_TABLE)
          .where({ id: hex(2) })
          .first(),
      ).resolves.toMatchObject({ search: 'ünïcode 🐳\nweb:1\nshop\nweb' });
      const labels = await knex(CONTAINER_LABELS_TABLE).orderBy('label_key');
      expect(labels).toHaveLength(3);
      expect(labels).toContainEqual({
        host: 'nas',
        id: hex(2),
        label_key: indexedLabelText(`long ${'k'.repeat(300)}`),
        label_value: indexedLabelText('v'.repeat(9000)),
      });
      await expect(hostRow(knex)).resolves.toMatchObject({
        state: 'connected',
        error: null,
        engine: JSON.stringify(connected.engine),
      });
      await expect(store.load('other')).resolves.toBeUndefined();
    });

    it('writes one column when nothing changed, and labels only when they did', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const web = container(1, { labels: { a: '1', b: '2' } });
      await store.commit(batch(0, [web], { status: connected }));
      const before = await hostRow(knex);
      const writes = await writesOf(knex, async () => {
        await expect(
          store.commit(batch(1, [], { syncedAt: 3000 })),
        ).resolves.toEqual({
          result: 'committed',
          revision: 1,
          changed: false,
        });
      });
      expect(writes).toEqual([
        expect.stringMatching(/^update .* set .last_sync_at. = \S+ where/),
      ]);
      const after = await hostRow(knex);
      expect(Number(after?.last_sync_at)).toBe(3000);
      expect({ ...after, last_sync_at: 0 }).toEqual({
        ...before,
        last_sync_at: 0,
      });

      const labelWrites = (statements: string[]) =>
        statements.filter(sql => sql.includes(CONTAINER_LABELS_TABLE));
      expect(
        labelWrites(
          await writesOf(knex, () =>
            store.commit({
              ...batch(1, []),
              upserts: [
                {
                  container: { ...web, health: 'healthy' },
                  labelsChanged: false,
                },
              ],
            }),
          ),
        ),
      ).toEqual([]);
      await store.commit(batch(2, [{ ...web, labels: { b: '3' } }]));
      await expect(
        knex(CONTAINER_LABELS_TABLE).select('label_key', 'label_value'),
      ).resolves.toEqual([{ label_key: 'b', label_value: '3' }]);
    });

    it('lets one of two writers win, whole and once', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const outcomes = await Promise.all(
        [1, 2, 3, 4].map(number =>
          store.commit(batch(0, [container(number)], { status: connected })),
        ),
      );
      expect(outcomes.map(({ result }) => result).sort()).toEqual([
        'committed',
        'outdated',
        'outdated',
        'outdated',
      ]);
      await expect(knex(CONTAINERS_TABLE)).resolves.toHaveLength(1);
      // One that goes on from what it knew is told so, even with nothing to write.
      await expect(store.commit(batch(0, []))).resolves.toEqual({
        result: 'outdated',
      });
      await expect(
        store.commit(batch(0, [], { host: 'unknown' })),
      ).resolves.toEqual({ result: 'outdated' });
    });

    it('tells labels apart whatever their texts, long ones and their digests too', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const long = 'k'.repeat(300);
      const labels = { [long]: 'a', [indexedLabelText(long)]: 'b' };
      await expect(
        store.commit(batch(0, [container(1, { labels })])),
      ).resolves.toMatchObject({ result: 'committed' });
      for (const [key, value] of Object.entries(labels)) {
        await expect(
          knex(CONTAINER_LABELS_TABLE).where({
            label_key: indexedLabelText(key),
            label_value: value,
          }),
        ).resolves.toHaveLength(1);
      }
    });

    it('keeps removed containers as tombstones, takes them back, and forgets them in time', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const ended = container(2, { state: 'exited', lastAliveAt: 77 });
      await store.commit(batch(0, [container(1), ended, container(3)]));
      await store.commit(
        batch(1, [], {
          syncedAt: 5000,
          removals: [
            {
              id: hex(1),
              removedAt: 5000,
              lastSeenAt: 4000,
              lastAliveAt: 4000,
            },
            { id: hex(2), removedAt: 5000, lastSeenAt: 4000 },
          ],
        }),
      );
      const tombstones = await knex<ContainerRow>(CONTAINERS_TABLE)
        .whereNotNull('removed_at')
        .orderBy('id');
      expect(
        tombstones.map(row => [
          row.name,
          Number(row.removed_at),
          Number(row.last_seen_at),
          Number(row.last_alive_at),
        ]),
      ).toEqual([
        ['c1', 5000, 4000, 4000],
        ['c2', 5000, 4000, 77],
      ]);
      expect((await store.load('nas'))?.containers).toEqual([container(3)]);

      await store.commit(batch(2, [container(1)]));
      await expect(
        knex<ContainerRow>(CONTAINERS_TABLE)
          .where({ id: hex(1) })
          .first(),
      ).resolves.toMatchObject({
        removed_at: null,
        last_seen_at: null,
        last_alive_at: null,
      });

      const prune = (removedBefore: number, limit = 500) =>
        store.pruneRemoved({ removedBefore, limit });
      await expect(prune(5000)).resolves.toBe(0);
      await expect(prune(5001)).resolves.toBe(1);
      await expect(prune(5001)).resolves.toBe(0);
      await expect(knex(CONTAINERS_TABLE)).resolves.toHaveLength(2);
    });

    it('prunes no more at a time than asked', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const many = Array.from({ length: 450 }, (_, i) =>
        container(i, { labels: { a: 'b' } }),
      );
      await store.commit(batch(0, many));
      await store.commit(
        batch(1, [], {
          removals: many.map(({ id }) => ({ id, removedAt: 1, lastSeenAt: 1 })),
        }),
      );
      const counts: number[] = [];
      do {
        counts.push(await store.pruneRemoved({ removedBefore: 2, limit: 200 }));
      } while (counts.at(-1));
      expect(counts).toEqual([200, 200, 50, 0]);
      await expect(knex(CONTAINERS_TABLE)).resolves.toEqual([]);
      await expect(knex(CONTAINER_LABELS_TABLE)).resolves.toEqual([]);
    });

    it('makes the hosts those of the configuration, and writes nothing when they are', async () => {
      const { knex, store } = await create();
      const nas = host('nas', { title: 'NAS', addresses: ['10.0.0.5'] });
      const bad = host('bad', { problem: 'dockerWatcher.hosts[1].url is …' });
      await store.syncHosts([nas, bad, host('old')], times);
      await store.commit(batch(0, [container(1)], { status: connected }));
      await store.commit(
        batch(0, [container(2, { labels: { a: 'b' } })], { host: 'old' }),
      );
      await expect(hostRow(knex, 'bad')).resolves.toMatchObject({
        state: 'misconfigured',
        error: bad.problem,
      });

      await store.syncHosts([nas, bad], times);
      await expect(hostRow(knex, 'old')).resolves.toBeUndefined();
      await expect(knex(CONTAINERS_TABLE)).resolves.toHaveLength(1);
      await expect(knex(CONTAINER_LABELS_TABLE)).resolves.toEqual([]);
      // A replica with the former configuration brings nothing back.
      await expect(
        store.commit(batch(1, [container(3)], { host: 'old' })),
      ).resolves.toEqual({ result: 'outdated' });
      await expect(
        store.saveHost('old', { state: 'unreachable', at: 1 }),
      ).resolves.toBe(false);

      const updates = (
        await writesOf(knex, () => store.syncHosts([nas, bad], times))
      ).filter(sql => /^update/.test(sql));
      expect(updates).toEqual([]);
      await expect(hostRow(knex)).resolves.toMatchObject({
        state: 'connected',
      });

      // Corrected and renamed; nobody has synced for too long.
      await store.syncHosts(
        [
          host('nas', { title: 'Store', entityRef: 'resource:default/nas' }),
          host('bad'),
        ],
        { now: 50_000, freshSince: 40_000 },
      );
      await expect(hostRow(knex)).resolves.toMatchObject({
        title: 'Store',
        addresses: '[]',
        entity_ref: 'resource:default/nas',
        state: 'connecting',
        engine: JSON.stringify(connected.engine),
      });
      await expect(hostRow(knex, 'bad')).resolves.toMatchObject({
        state: 'connecting',
        error: null,
      });
      await store.syncHosts([], times);
      await expect(knex(HOSTS_TABLE)).resolves.toEqual([]);
      await expect(knex(CONTAINERS_TABLE)).resolves.toEqual([]);
    });

    it('lets replicas start at the same time', async () => {
      const { knex, store } = await create();
      const hosts = ['b', 'a', 'c'].map(name => host(name));
      await Promise.all(
        [hosts, [...hosts].reverse(), hosts, [...hosts].reverse()].map(some =>
          store.syncHosts(some, times),
        ),
      );
      await expect(knex(HOSTS_TABLE)).resolves.toHaveLength(3);
    });

    it('stores how a host stands, and since when', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      await store.commit(batch(0, [], { status: connected }));
      const lost: HostStatus = {
        state: 'unreachable',
        at: 6000,
        error: 'connection refused\0',
      };
      await expect(store.saveHost('nas', lost)).resolves.toBe(true);
      await expect(store.saveHost('nas', { ...lost, at: 7000 })).resolves.toBe(
        false,
      );
      await expect(
        store.saveHost('nas', { ...lost, at: 8000, error: 'timeout' }),
      ).resolves.toBe(true);
      const row = await hostRow(knex);
      expect(row).toMatchObject({
        state: 'unreachable',
        error: 'timeout',
        engine: JSON.stringify(connected.engine),
      });
      expect(Number(row?.state_since)).toBe(6000);
      expect(Number(row?.clock_skew_ms)).toBe(-12);

      // A sync without a status does not pass for one of a connected host.
      await expect(store.commit(batch(0, []))).resolves.toEqual({
        result: 'outdated',
      });
      await expect(
        store.commit(
          batch(0, [], {
            syncedAt: 9000,
            status: { ...connected, at: 9000, clockSkewMs: 3 },
          }),
        ),
      ).resolves.toEqual({ result: 'committed', revision: 0, changed: true });
      await expect(hostRow(knex)).resolves.toMatchObject({
        state: 'connected',
        error: null,
      });
      // Another replica has reached it since.
      await expect(
        store.saveHost('nas', lost, { unlessSyncedSince: 8999 }),
      ).resolves.toBe(false);
      await expect(
        store.saveHost('nas', lost, { unlessSyncedSince: 9000 }),
      ).resolves.toBe(true);
    });

    const started = (name = 'c1'): NewEvent => ({
      kind: 'container.started',
      severity: 'info',
      source: 'container',
      host: 'nas',
      containerName: name,
      occurredAt: '2026-01-01T00:00:00.000Z',
      inferred: false,
      message: `${name} started`,
      details: { image: 'web:1' },
    });
    const connectedEvent: NewEvent = {
      kind: 'host.connected',
      severity: 'info',
      source: 'host',
      host: 'nas',
      occurredAt: '2026-01-01T00:00:00.000Z',
      inferred: false,
      message: 'Host nas is connected',
      details: { product: 'docker', version: '27.1', apiVersion: '1.46' },
    };
    const kindsOf = async (knex: Knex) =>
      (await knex<EventRow>(EVENTS_TABLE).orderBy('id')).map(
        ({ kind }) => kind,
      );
    const cursor = { timeNano: '1767225600000000001', recent: ['x'] };

    it('commits a state, its events and the place in the engine’s own in one', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const outcome = await store.commit(
        batch(0, [container(1)], {
          status: { ...connected, event: connectedEvent },
          events: [started()],
          cursor,
        }),
      );
      expect(outcome).toEqual({
        result: 'committed',
        revision: 1,
        changed: true,
      });
      await expect(kindsOf(knex)).resolves.toEqual([
        'host.connected',
        'container.started',
      ]);
      await expect(store.load('nas')).resolves.toEqual({
        revision: 1,
        lastSyncAt: 2000,
        cursor,
        containers: [container(1)],
      });
      // About events alone: neither the time of the list nor the revision moves.
      const later = { ...cursor, timeNano: '1767225600000000002' };
      await expect(
        store.commit(
          batch(1, [], {
            syncedAt: undefined,
            cursor: later,
            events: [started()],
          }),
        ),
      ).resolves.toEqual({ result: 'committed', revision: 1, changed: true });
      await expect(store.load('nas')).resolves.toMatchObject({
        revision: 1,
        lastSyncAt: 2000,
        cursor: later,
      });
    });

    it.each([
      [HOSTS_TABLE, 'update'],
      [CONTAINERS_TABLE, 'insert'],
      [CONTAINER_LABELS_TABLE, 'insert'],
      [CONTAINERS_TABLE, 'update'],
      [EVENTS_TABLE, 'insert'],
    ])(
      'leaves nothing of a commit when %s takes no %s',
      async (table, verb) => {
        const { knex, store } = await create();
        await store.syncHosts([host('nas')], times);
        await store.commit(
          batch(0, [container(2)], { status: connected, cursor }),
        );
        const before = await store.load('nas');
        const hostBefore = await hostRow(knex);
        await refuse(knex, table, verb);
        const change = batch(1, [container(1, { labels: { a: 'b' } })], {
          syncedAt: 9000,
          status: { ...connected, state: 'connecting', event: connectedEvent },
          removals: [{ id: hex(2), removedAt: 9000, lastSeenAt: 2000 }],
          events: [started()],
          cursor: { ...cursor, timeNano: '1767225600000000009' },
        });
        await expect(store.commit(change)).rejects.toMatchObject({
          message: expect.stringMatching(/refused/),
        });
        await expect(store.load('nas')).resolves.toEqual(before);
        await expect(hostRow(knex)).resolves.toEqual(hostBefore);
        await expect(kindsOf(knex)).resolves.toEqual([]);
      },
    );

    it('refuses all of a commit whose lease is lost', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const leases = DatabaseLeaseStore.create({ knex });
      const ask = { name: 'host:nas', ttlMs: 60_000 };
      const old = await leases.acquire({ ...ask, holder: 'a' });
      const change = (lease: typeof old) =>
        batch(0, [container(1)], {
          lease,
          status: { ...connected, event: connectedEvent },
          events: [started()],
          cursor,
        });
      await leases.release(old!);
      const lease = await leases.acquire({ ...ask, holder: 'b' });
      await expect(store.commit(change(old))).resolves.toEqual({
        result: 'outdated',
      });
      const lost = { state: 'unreachable' as const, at: 1 };
      await expect(store.saveHost('nas', lost, { lease: old })).resolves.toBe(
        false,
      );
      await expect(hostRow(knex)).resolves.toMatchObject({
        state: 'connecting',
        event_cursor: null,
      });
      await expect(kindsOf(knex)).resolves.toEqual([]);
      await expect(knex(CONTAINERS_TABLE)).resolves.toEqual([]);
      await expect(store.commit(change(lease))).resolves.toMatchObject({
        result: 'committed',
      });
      const synced = (holder: typeof old) =>
        store.commit(batch(1, [], { lease: holder, syncedAt: 5000 }));
      await expect(synced(old)).resolves.toEqual({ result: 'outdated' });
      await expect(synced(lease)).resolves.toMatchObject({
        result: 'committed',
        changed: false,
      });
      await expect(store.saveHost('nas', lost, { lease })).resolves.toBe(true);
    });

    it('tells of a host when it comes to another state, once', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const status = { ...connected, event: connectedEvent };
      await store.commit(batch(0, [], { status }));
      await store.commit(batch(0, [], { status, syncedAt: 3000 }));
      const lost: HostStatus = {
        state: 'unreachable',
        at: 6000,
        error: 'refused',
        event: {
          ...connectedEvent,
          kind: 'host.unreachable',
          severity: 'error',
          details: { reason: 'refused' },
        },
      };
      await store.saveHost('nas', lost);
      await store.saveHost('nas', { ...lost, error: 'timeout' });
      await store.commit(batch(0, [], { status, syncedAt: 9000 }));
      await expect(kindsOf(knex)).resolves.toEqual([
        'host.connected',
        'host.unreachable',
        'host.connected',
      ]);
    });

    it('tells of a misconfigured host once, though replicas start at once and again', async () => {
      const { knex, store } = await create();
      const hosts = [host('nas', { problem: 'no url' }), host('good')];
      await Promise.all([1, 2, 3].map(() => store.syncHosts(hosts, times)));
      await store.syncHosts(hosts, times);
      await expect(kindsOf(knex)).resolves.toEqual(['host.misconfigured']);
      await store.syncHosts([host('nas'), host('good')], times);
      await store.syncHosts(hosts, times);
      await expect(kindsOf(knex)).resolves.toEqual([
        'host.misconfigured',
        'host.misconfigured',
      ]);
    });

    it('takes ten thousand containers with their labels', async () => {
      const { knex, store } = await create();
      await store.syncHosts([host('nas')], times);
      const labels = Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [`label-${i}`, `value ${i}`]),
      );
      const many = Array.from({ length: 10_000 }, (_, i) =>
        container(i, { labels }),
      );
      const start = Date.now();
      await store.commit(batch(0, many));
      expect(Date.now() - start).toBeLessThan(60_000);
      const counted = await knex(CONTAINER_LABELS_TABLE)
        .count({ count: '*' })
        .first();
      expect(Number(counted?.count)).toBe(100_000);
      expect((await store.load('nas'))?.containers).toHaveLength(10_000);
    });
  },
);

/** Makes the database refuse statements on a table. */
async function refuse(knex: Knex, table: string, verb: string): Promise<void> {
  if (/sqlite/.test(String(knex.client.config.client))) {
    await knex.raw(
      `create trigger refusal before ${verb} on ${table} begin select raise(abort, 'refused'); end`,
    );
    return;
  }
  await knex.raw(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
  );
  await knex.raw(
    `create trigger refusal before ${verb} on ${table} for each row execute function refuse()`,
  );
}
