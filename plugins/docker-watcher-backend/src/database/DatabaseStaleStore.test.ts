import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { Snooze } from 'backstage-plugin-docker-watcher-common';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { StaleJudge } from '../stale/StaleJudge';
import { StaleMonitor } from '../stale/StaleMonitor';
import { snoozeEnded, snoozed } from '../stale/staleEvents';
import { DatabaseClaimsStore } from './DatabaseClaimsStore';
import { DatabaseInventoryReader } from './DatabaseInventoryReader';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { DatabaseReclaimableStore } from './DatabaseReclaimableStore';
import { DatabaseSnoozeStore } from './DatabaseSnoozeStore';
import { DatabaseStaleStore } from './DatabaseStaleStore';
import { ContainerSeed, idOf, seed } from './__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';
import {
  CONTAINERS_TABLE,
  EVENTS_TABLE,
  EventRow,
  HOSTS_TABLE,
  SIZES_TABLE,
  SNOOZES_TABLE,
  STALE_TABLE,
} from './tables';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const DAY = 86_400_000;
const signal = new AbortController().signal;

describe.each(databases.eachSupportedId())('staleness on %s', databaseId => {
  let knex: Knex;
  let clock: FakeClock;
  let store: DatabaseStaleStore;
  let snoozes: DatabaseSnoozeStore;
  let reader: DatabaseInventoryReader;
  let thresholdDays: number;

  beforeEach(async () => {
    knex = await createMigratedDatabase(databases, databaseId);
    clock = new FakeClock();
    store = DatabaseStaleStore.create({ knex, clock });
    snoozes = DatabaseSnoozeStore.create({ knex, clock });
    reader = DatabaseInventoryReader.create({ knex });
    thresholdDays = 7;
  });

  const createMonitor = (holder = 'one') => {
    const logger = mockServices.logger.mock();
    const settings = {
      values: async () => ({
        eventLog: { retentionDays: { info: 1, warn: 1, error: 1 } },
        stale: { thresholdDays },
      }),
    };
    return StaleMonitor.create({
      ...{ store, snoozes, clock, logger, holder },
      judge: StaleJudge.create({
        ...{ settings, clock, logger },
        hostDays: new Map(),
        rules: [],
      }),
      leases: DatabaseLeaseStore.create({ knex }),
      onChanged: () => {},
    });
  };
  const scan = (holder?: string) => createMonitor(holder).scan(signal);
  const ref = (name: string) => ({ host: 'local', id: idOf(`local/${name}`) });
  const ended = (name: string, days: number): ContainerSeed => ({
    name,
    state: 'exited',
    exit_code: 1,
    created_at: clock.now() - 90 * DAY,
    last_alive_at: clock.now() - days * DAY,
  });
  const log = async () =>
    (await knex<EventRow>(EVENTS_TABLE).orderBy('id')).map(
      ({ container_name, kind }) =>
        `${container_name} ${kind.replace(/^\w+\./, '')}`,
    );
  const change = (name: string, columns: object) =>
    knex(CONTAINERS_TABLE).where(ref(name)).update(columns);
  const listed = async (
    query: Partial<Parameters<typeof reader.listStale>[0]> = {},
    visible?: Parameters<typeof reader.listStale>[1],
  ) => reader.listStale({ staleness: 'stale', ...query }, visible);
  const names = async (...args: Parameters<typeof listed>) =>
    (await listed(...args)).items.map(({ name }) => name);
  const snoozeOf = (name: string, days: number): Snooze => ({
    host: 'local',
    workload: `local/name:${name}`,
    until: new Date(clock.now() + days * DAY).toISOString(),
    by: 'user:default/oli',
    at: new Date(clock.now()).toISOString(),
  });
  const subject = (name: string) => ({
    ...ref(name),
    name,
    workload: `local/name:${name}`,
  });
  const setSnooze = (name: string, days: number) => {
    const snooze = snoozeOf(name, days);
    return snoozes.setSnooze(snooze, snoozed(subject(name), snooze, days));
  };

  it('tells once that containers became stale, and once that they no longer are', async () => {
    await seed(knex, {
      containers: [
        ended('old', 10),
        ended('young', 2),
        { name: 'up' },
        { ...ended('gone', 20), removed_at: 1 },
      ],
    });
    expect(await scan()).toBe(1);
    expect(await scan()).toBe(0);
    expect(await scan('after a restart')).toBe(0);
    expect(await log()).toEqual(['old stale']);
    expect(await reader.getContainer(ref('old'))).toMatchObject({
      stale: {
        since: new Date(clock.now() - 3 * DAY).toISOString(),
        thresholdDays: 7,
        thresholdFrom: 'settings',
        reasons: [
          expect.stringMatching(/^exited with 1 on /),
          'threshold 7 days from the settings',
        ],
      },
    });
    expect(await reader.getContainer(ref('young'))).not.toHaveProperty('stale');

    await change('old', { state: 'running', last_alive_at: null });
    expect(await scan()).toBe(1);
    thresholdDays = 1;
    expect(await scan()).toBe(1);
    thresholdDays = 7;
    expect(await scan()).toBe(1);
    expect(await log()).toEqual([
      'old stale',
      'old no-longer-stale',
      'young stale',
      'young no-longer-stale',
    ]);
    expect(await knex(STALE_TABLE)).toEqual([]);
  });

  it('writes nothing when nothing changed, in one pass over many', async () => {
    await seed(knex, {
      containers: Array.from({ length: 2_300 }, (_, i) => ended(`c${i}`, 10)),
    });
    expect(await scan()).toBe(2_300);
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => statements.push(sql);
    knex.on('query', note);
    expect(await scan()).toBe(0);
    knex.removeListener('query', note);
    const touched = statements.filter(
      sql =>
        !/docker_watcher_leases/.test(sql) && !/^(begin|commit)/i.test(sql),
    );
    expect(touched.filter(sql => !/^\s*select/i.test(sql))).toEqual([]);
    expect(
      touched.filter(sql => /from .docker_watcher_containers. as .c/.test(sql)),
    ).toHaveLength(3);
  });

  it('tells once when several replicas scan at the same time', async () => {
    await seed(knex, {
      containers: Array.from({ length: 40 }, (_, i) => ended(`c${i}`, 10)),
    });
    const monitors = ['one', 'two', 'three'].map(createMonitor);
    const found = await Promise.all(
      // By the timer and by a nudge at once, too.
      [...monitors, ...monitors].map(monitor => monitor.scan(signal)),
    );
    expect(found.reduce((sum, one) => sum + one, 0)).toBe(40);
    expect(await log()).toHaveLength(40);
  });

  it('writes nothing under a lease that was lost, and leaves out what changed since', async () => {
    await seed(knex, { containers: [ended('old', 10), ended('other', 10)] });
    const leases = DatabaseLeaseStore.create({ knex });
    const lease = (await leases.acquire({
      name: 'stale',
      holder: 'one',
      ttlMs: 60_000,
    }))!;
    const staleness = {
      since: 1,
      thresholdDays: 7,
      thresholdFrom: 'settings' as const,
      reasons: ['so'],
    };
    const candidates = await store.listCandidates({ limit: 10 });
    const changes = candidates.map(({ container }) => ({
      container,
      staleness,
    }));
    await change('old', { last_alive_at: clock.now() });
    expect(
      await store.commit(changes, { lease: { ...lease, fence: '999' } }),
    ).toBe(0);
    expect(await store.commit(changes, { lease })).toBe(1);
    expect(await names()).toEqual(['other']);
  });

  it('pages through candidates in their order', async () => {
    await seed(knex, {
      hosts: [{ name: 'local' }, { name: 'z' }],
      containers: [
        ended('a', 1),
        ended('b', 1),
        { ...ended('c', 1), host: 'z' },
      ],
    });
    const first = await store.listCandidates({ limit: 2 });
    const { host, id } = first[1].container;
    const rest = await store.listCandidates({ after: { host, id }, limit: 2 });
    expect(
      [...first, ...rest].map(({ container }) => container.name).sort(),
    ).toEqual(['a', 'b', 'c']);
    expect(rest.map(({ container }) => container.host)).toEqual(['z']);
  });

  it('says nothing of hosts that cannot be asked, and goes on when they can', async () => {
    await seed(knex, { containers: [ended('old', 10)] });
    await scan();
    await knex(HOSTS_TABLE).update({ state: 'unreachable' });
    clock.setTime(clock.now() + 20 * DAY);
    expect(await scan()).toBe(0);
    expect(await names()).toEqual([]);
    expect(await reader.getContainer(ref('old'))).not.toHaveProperty('stale');
    expect(
      (await reader.summarize({ visible: undefined, hosts: true })).stale.total,
    ).toBe(0);
    expect(await store.getCandidates([ref('old')])).toEqual(new Map());
    await knex(HOSTS_TABLE).update({ state: 'connected' });
    expect(await scan()).toBe(0);
    expect(await names()).toEqual(['old']);
    expect(await log()).toEqual(['old stale']);
  });

  it('keeps what is snoozed until its time, also when it was created anew', async () => {
    await seed(knex, { containers: [ended('web', 10)] });
    await scan();
    await setSnooze('web', 5);
    await scan();
    expect(await names()).toEqual([]);
    const [snoozedOne] = (await listed({ staleness: 'snoozed' })).items;
    expect(snoozedOne).toMatchObject({
      name: 'web',
      stale: { snoozedUntil: snoozeOf('web', 5).until },
      snooze: { by: 'user:default/oli', until: snoozeOf('web', 5).until },
    });
    expect(
      (await reader.summarize({ visible: undefined, hosts: true })).stale,
    ).toMatchObject({ total: 0, snoozed: 1 });

    // Created anew, under another id.
    await change('web', { removed_at: 1 });
    await knex(CONTAINERS_TABLE).insert({
      ...(await knex(CONTAINERS_TABLE).where(ref('web')).first()),
      id: idOf('web again'),
      removed_at: null,
    });
    await scan();
    expect(await names()).toEqual([]);
    expect(await knex(STALE_TABLE)).toHaveLength(1);
    clock.setTime(clock.now() + 5 * DAY);
    await scan();
    expect(await names()).toEqual(['web']);
    expect(await log()).toEqual([
      'web stale',
      'web snoozed',
      'web no-longer-stale',
      'web stale',
    ]);
    clock.setTime(clock.now() + DAY);
    await scan();
    expect(await knex(SNOOZES_TABLE)).toEqual([]);
  });

  it('ends a snooze once, and replaces one by another', async () => {
    await seed(knex, { containers: [ended('web', 10)] });
    const end = () =>
      snoozes.endSnooze(
        { host: 'local', workload: 'local/name:web', now: clock.now() },
        snooze =>
          snoozeEnded(subject('web'), snooze, {
            actor: 'user:default/ada',
            now: clock.now(),
          }),
      );
    expect(await end()).toBe(false);
    await setSnooze('web', 5);
    await setSnooze('web', 9);
    expect((await reader.getContainer(ref('web')))?.snooze?.until).toBe(
      snoozeOf('web', 9).until,
    );
    expect((await Promise.all([end(), end()])).sort()).toEqual([false, true]);
    expect(await log()).toEqual([
      'web snoozed',
      'web snoozed',
      'web snooze-ended',
    ]);
    await setSnooze('web', 1);
    clock.setTime(clock.now() + DAY);
    expect(await end()).toBe(false);
  });

  it('goes by what the owning entity says, and not by one that only claims', async () => {
    await seed(knex, {
      containers: [
        { ...ended('labelled', 10), entity_ref: 'component:default/own' },
        {
          ...ended('trusted', 10),
          claimed_ref: 'component:default/own',
          trusted_ref: 'component:default/own',
        },
        { ...ended('claimed', 10), claimed_ref: 'component:default/own' },
      ],
    });
    const claims = DatabaseClaimsStore.create({ knex });
    const thresholds = [{ entityRef: 'component:default/own', value: '90' }];
    expect(await claims.saveThresholds(thresholds)).toBe(true);
    expect(await claims.saveThresholds(thresholds)).toBe(false);
    await scan();
    expect(await names()).toEqual(['claimed']);
    expect(
      await claims.saveThresholds([{ ...thresholds[0], value: '8\0' }]),
    ).toBe(true);
    await scan();
    expect((await names()).sort()).toEqual(['claimed', 'labelled', 'trusted']);
    expect((await listed({ q: 'trusted' })).items[0].stale).toMatchObject({
      thresholdDays: 8,
      thresholdFrom: 'annotation',
    });
    expect(await claims.saveThresholds([])).toBe(true);
  });

  it('lists by every filter and order, page by page, with what it all frees', async () => {
    await seed(knex, {
      hosts: [{ name: 'local' }, { name: 'nas' }],
      containers: [
        { ...ended('a', 10), entity_ref: 'component:default/shop' },
        { ...ended('b', 40), claimed_ref: 'component:default/shop' },
        { ...ended('c', 20), host: 'nas' },
        ended('d', 30),
      ],
      owners: { 'component:default/shop': ['group:default/shop'] },
    });
    await scan();
    const sizes = DatabaseReclaimableStore.create({ knex });
    const size = { anonymousVolumes: 1, volumeBytes: 5, imageBytes: 9 };
    expect(await sizes.listHosts()).toEqual([
      { host: 'local', unmeasured: 3 },
      { host: 'nas', unmeasured: 1 },
    ]);
    await sizes.save(
      'local',
      new Map([
        [ref('a').id, { ...size, containerBytes: 300 }],
        [ref('b').id, { ...size, containerBytes: 100 }],
        ['f'.repeat(64), { ...size, containerBytes: 1 }],
      ]),
      { measuredAt: clock.now() },
    );
    expect(await knex(SIZES_TABLE)).toHaveLength(2);
    expect(await sizes.listHosts()).toEqual([
      { host: 'local', unmeasured: 1, measuredAt: clock.now() },
      { host: 'nas', unmeasured: 1 },
    ]);

    expect(await names()).toEqual(['b', 'd', 'c', 'a']);
    const order = (
      field: 'size' | 'name' | 'host',
      direction: 'asc' | 'desc',
    ) => names({ order: { field, direction } });
    expect(await order('size', 'desc')).toEqual(['a', 'b', 'd', 'c']);
    expect(await order('name', 'desc')).toEqual(['d', 'c', 'b', 'a']);
    expect(await order('host', 'desc')).toEqual(['c', 'd', 'b', 'a']);
    expect(await names({ host: ['nas'] })).toEqual(['c']);
    expect(await names({ ownedBy: ['group:default/Shop'] })).toEqual([
      'b',
      'a',
    ]);
    expect(await names({ entityRef: ['component:default/shop'] })).toEqual([
      'b',
      'a',
    ]);
    expect(await names({ minBytes: 105 })).toEqual(['b', 'a']);
    expect(await names({ minBytes: 106 })).toEqual(['a']);
    expect(await names({ minDays: 25, now: clock.now() })).toEqual(['b', 'd']);
    expect(await names({ q: 'C' })).toEqual(['c']);
    expect(
      await names(
        {},
        { condition: 'owner', ownerRefs: ['group:default/shop'] },
      ),
    ).toEqual(['a']);

    // Somebody may look at the first page for a while.
    const first = await listed({ minDays: 25, now: clock.now(), limit: 1 });
    const second = await listed({
      ...{ minDays: 25, now: clock.now() + 90_000, limit: 1 },
      cursor: first.pageInfo.nextCursor,
    });
    expect([first, second].map(({ items }) => items[0].name)).toEqual([
      'b',
      'd',
    ]);

    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listed({
        limit: 1,
        cursor,
        order: { field: 'size', direction: 'asc' },
      });
      pages.push(page.items.map(({ name }) => name));
      expect(page).toMatchObject({
        totalItems: 4,
        totals: { containerBytes: 400, volumeBytes: 10, unmeasured: 2 },
      });
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(pages).toEqual([['c'], ['d'], ['b'], ['a']]);

    expect((await listed()).items.at(-1)).toMatchObject({
      reclaimable: {
        ...size,
        containerBytes: 300,
        measuredAt: new Date(clock.now()).toISOString(),
      },
    });
    const containers = async (stale: boolean) =>
      (await reader.listContainers({ stale }, undefined)).items.map(
        ({ name }) => name,
      );
    expect(await containers(true)).toEqual(['a', 'b', 'c', 'd']);
    expect(await containers(false)).toEqual([]);
    expect(
      (await reader.summarize({ visible: undefined, hosts: true })).stale,
    ).toEqual({ total: 4, snoozed: 0, reclaimableBytes: 410, unmeasured: 2 });
    expect(
      (await reader.summarize({ visible: 'none', hosts: true })).stale.total,
    ).toBe(0);
  });

  it('knows which volumes containers mount', async () => {
    const volume = {
      type: 'volume',
      name: 'data',
      destination: '/d',
      readOnly: false,
    };
    await seed(knex, {
      containers: [
        {
          ...ended('a', 1),
          detail: JSON.stringify({
            mounts: [volume, { ...volume, type: 'bind', name: undefined }],
            networks: [],
            environmentNames: [],
          }),
        },
        ended('b', 1),
        { ...ended('gone', 1), removed_at: 1 },
      ],
    });
    const sizes = DatabaseReclaimableStore.create({ knex });
    const mounts = await sizes.listMounts('local');
    expect(mounts.sort((x, y) => y.volumes.length - x.volumes.length)).toEqual([
      { id: ref('a').id, imageId: 'sha256:0', volumes: ['data'] },
      { id: ref('b').id, imageId: 'sha256:0', volumes: [] },
    ]);
  });
});
