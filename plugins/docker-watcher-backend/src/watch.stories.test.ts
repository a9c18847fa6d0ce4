import { ServiceUnavailableError } from '@backstage/errors';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './database/__testUtils__/testDatabases';
import { DatabaseInventoryStore } from './database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import {
  CONTAINERS_TABLE,
  ContainerRow,
  HOSTS_TABLE,
  HostRow,
  LEASES_TABLE,
} from './database/tables';
import { InventoryStore } from './inventory/InventoryStore';
import { FakeClock } from './lib/__testUtils__/FakeClock';
import { watched, WatchScene } from './watch/__testUtils__/WatchScene';

jest.setTimeout(120_000);

const databases = createTestDatabases();

/** A store that a test can take away. */
function breakable(store: InventoryStore) {
  const state = { isAway: false };
  const guard =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (state.isAway) {
        throw new Error('terminating connection');
      }
      return call(...args);
    };
  const guarded: InventoryStore = {
    syncHosts: guard(store.syncHosts.bind(store)),
    load: guard(store.load.bind(store)),
    commit: guard(store.commit.bind(store)),
    saveHost: guard(store.saveHost.bind(store)),
    pruneRemoved: guard(store.pruneRemoved.bind(store)),
  };
  return { state, store: guarded };
}

describe.each(databases.eachSupportedId())('watching on %s', databaseId => {
  let knex: Knex;
  let scene: WatchScene;
  let database: ReturnType<typeof breakable>;

  beforeEach(async () => {
    knex = await createMigratedDatabase(databases, databaseId);
    const clock = new FakeClock();
    database = breakable(DatabaseInventoryStore.create({ knex, clock }));
    const leases = DatabaseLeaseStore.create({ knex });
    scene = new WatchScene(database.store, leases, clock);
  });
  afterEach(() => scene.stop());

  const createEngine = () => FakeContainerEngine.create({ clock: scene.clock });
  const steady = { statusText: 'Up 2 days' };

  async function host(name = 'nas') {
    const row = await knex<HostRow>(HOSTS_TABLE).where({ name }).first();
    if (!row) {
      throw new Error(`No host '${name}' is stored`);
    }
    return row;
  }
  const isHost = async (state: string, name = 'nas') =>
    (await knex<HostRow>(HOSTS_TABLE).where({ name, state })).length === 1;
  const container = async (id: string) =>
    knex<ContainerRow>(CONTAINERS_TABLE).where({ id }).first();
  /** Until a list that began after now is stored. */
  const nextSync = async (name = 'nas') => {
    const now = scene.clock.now();
    await scene.until(
      async () => Number((await host(name)).last_sync_at) > now,
    );
  };

  /** The same for a host whose lists take long: time stands still meanwhile. */
  const quietSync = async () => {
    const now = scene.clock.now();
    await scene.until(() => scene.clock.now() >= now + 30_000);
    await scene.settled(async () => Number((await host()).last_sync_at) > now);
  };

  it('stores what a host has, follows it, and then writes only when it was synced', async () => {
    const engine = createEngine();
    const web = engine.addContainer({
      ...steady,
      name: 'web',
      state: 'running',
      startedAt: '2025-12-30T00:00:00Z',
      environmentNames: ['TOKEN'],
    });
    const job = engine.addContainer({
      name: 'job',
      state: 'exited',
      exitCode: 3,
      finishedAt: '2025-12-31T00:00:00Z',
      statusText: 'Exited (3) 2 days ago',
    });
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    expect(engine.calls).toMatchObject({ connect: 1, inspectContainer: 2 });
    await expect(host()).resolves.toMatchObject({
      error: null,
      engine: expect.stringContaining('"product":"simulated"'),
    });
    await expect(container(job)).resolves.toMatchObject({
      state: 'exited',
      exit_code: 3,
    });
    expect(Number((await container(job))?.last_alive_at)).toBe(
      Date.parse('2025-12-31T00:00:00Z'),
    );
    expect((await container(web))?.last_alive_at).toBeNull();

    const changes = scene.onChanged.mock.calls.length;
    const writes: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      const [, table = ''] =
        /^\s*(?:insert into|update) (\S+)/i.exec(sql) ?? [];
      if (table && !table.includes(LEASES_TABLE)) {
        writes.push(sql);
      }
    });
    for (let i = 0; i < 4; i++) {
      await nextSync();
    }
    expect(engine.calls).toMatchObject({ connect: 1, inspectContainer: 2 });
    expect(writes.length).toBeGreaterThanOrEqual(4);
    expect(
      writes.filter(
        sql => !/^update \S+ set .last_sync_at. = \S+ where/.test(sql),
      ),
    ).toEqual([]);
    expect(scene.onChanged).toHaveBeenCalledTimes(changes);

    const seenAt = Number((await host()).last_sync_at);
    engine.removeContainer(web);
    engine.changeContainer(job, { name: 'renamed' });
    await scene.until(async () => (await container(web))?.removed_at !== null);
    const removed = await container(web);
    expect(Number(removed?.removed_at)).toBeGreaterThan(seenAt);
    expect(Number(removed?.last_seen_at)).toBe(seenAt);
    expect(Number(removed?.last_alive_at)).toBe(seenAt);
    await expect(container(job)).resolves.toMatchObject({ name: 'renamed' });
    expect(scene.onChanged).toHaveBeenCalledTimes(changes + 1);
  });

  it('keeps what it knew of a host that is gone for ten minutes, and finds out what happened meanwhile', async () => {
    const engine = createEngine();
    const web = engine.addContainer({
      ...steady,
      name: 'web',
      state: 'running',
    });
    const old = engine.addContainer({
      ...steady,
      name: 'old',
      state: 'running',
    });
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    await nextSync();
    await nextSync();

    engine.fail('listContainers', new ServiceUnavailableError('went away'));
    engine.fail('connect', new ServiceUnavailableError('connection refused'));
    await scene.until(() => isHost('unreachable'));
    const since = Number((await host()).state_since);
    const lastSync = Number((await host()).last_sync_at);
    await scene.until(
      async () => (await host()).error === 'connection refused',
    );
    const connects = engine.calls.connect;
    await scene.pass(600);
    // Backed off to half of 10 s and more, and never given up.
    expect(engine.calls.connect - connects).toBeGreaterThan(55);
    expect(engine.calls.connect - connects).toBeLessThan(125);
    expect(scene.logger.warn.mock.calls.length).toBeLessThanOrEqual(2);
    const gone = await host();
    expect(Number(gone.state_since)).toBe(since);
    expect(Number(gone.last_sync_at)).toBe(lastSync);
    for (const id of [web, old]) {
      await expect(container(id)).resolves.toMatchObject({
        state: 'running',
        removed_at: null,
      });
    }
    expect(engine.openConnections).toBe(0);

    engine.removeContainer(old);
    engine.changeContainer(web, {
      state: 'exited',
      exitCode: 1,
      finishedAt: '2026-01-01T00:05:00Z',
    });
    engine.heal();
    await scene.until(() => isHost('connected'));
    expect((await host()).error).toBeNull();
    await scene.until(async () => (await container(old))?.removed_at !== null);
    const ended = await container(web);
    expect(Number(ended?.last_alive_at)).toBe(
      Date.parse('2026-01-01T00:05:00Z'),
    );
    const removed = await container(old);
    expect(Number(removed?.last_seen_at)).toBe(lastSync);
    expect(Number(removed?.removed_at)).toBeGreaterThan(lastSync);
  });

  it('says why a host that never answered is unreachable, and takes it when it comes', async () => {
    const engine = createEngine();
    engine.fail(
      'connect',
      new ServiceUnavailableError('No engine listens on /var/run/docker.sock'),
    );
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('unreachable'));
    await expect(host()).resolves.toMatchObject({
      error: 'No engine listens on /var/run/docker.sock',
      last_sync_at: null,
    });
    engine.heal();
    await scene.until(() => isHost('connected'));
  });

  it('agrees on a version anew after the engine was restarted, and sees its clock', async () => {
    const info = { version: '20.10.24', apiVersion: '1.41' };
    const engine = FakeContainerEngine.create({ clock: scene.clock, info });
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    engine.fail('listContainers');
    await scene.until(() => isHost('unreachable'));
    Object.assign(info, {
      version: '27.1.0',
      apiVersion: '1.46',
      systemTime: new Date(scene.clock.now() + 3_600_000).toISOString(),
    });
    engine.heal();
    await scene.until(() => isHost('connected'));
    const row = await host();
    expect(JSON.parse(row.engine ?? '')).toMatchObject({
      version: '27.1.0',
      apiVersion: '1.46',
    });
    // As of the connect, some seconds after the time was made up.
    expect(Number(row.clock_skew_ms)).toBeGreaterThan(3_600_000 - 60_000);
    expect(Number(row.clock_skew_ms)).toBeLessThanOrEqual(3_600_000);
  });

  it('lists a host with a sick container, and asks for that one again', async () => {
    const engine = createEngine();
    const web = engine.addContainer({
      ...steady,
      name: 'web',
      state: 'running',
    });
    engine.hang('inspectContainer');
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    await expect(container(web)).resolves.toMatchObject({
      state: 'running',
      detail: null,
      inspected_at: null,
    });
    engine.heal();
    await scene.until(
      async () => (await container(web))?.inspected_at !== null,
    );
    expect((await container(web))?.detail).not.toBeNull();
  });

  it('does not let one slow or dead host delay another, nor one that ignores time limits look fresh', async () => {
    const dead = createEngine();
    dead.hang('connect');
    const stuck = FakeContainerEngine.create();
    const good = createEngine();
    scene.watch([
      watched('dead', dead),
      watched('stuck', stuck),
      watched('good', good),
    ]);
    await scene.until(async () => isHost('connected', 'good'));
    await scene.until(async () => isHost('connected', 'stuck'));
    // Without a clock the fake keeps no time limit of its own.
    stuck.hang('listContainers');
    const lists = good.calls.listContainers;
    await scene.until(() => isHost('unreachable', 'stuck'));
    await expect(host('stuck')).resolves.toMatchObject({
      error: "Listing the containers of host 'stuck' took longer than 60 s",
    });
    await scene.until(() => isHost('unreachable', 'dead'));
    await scene.until(() => good.calls.listContainers > lists + 3);
    await expect(isHost('connected', 'good')).resolves.toBe(true);
  });

  it('stores nothing while the database is away, blames no host for it, and catches up', async () => {
    const engine = createEngine();
    const web = engine.addContainer({
      ...steady,
      name: 'web',
      state: 'running',
    });
    database.state.isAway = true;
    scene.watch([watched('nas', engine)]);
    await scene.pass(60);
    expect(engine.calls.connect).toBe(0);
    expect(scene.logger.error).toHaveBeenCalledTimes(1);
    database.state.isAway = false;
    await scene.until(() => isHost('connected'));

    database.state.isAway = true;
    const lists = engine.calls.listContainers;
    engine.changeContainer(web, {
      state: 'exited',
      exitCode: 0,
      finishedAt: engine.now,
    });
    await scene.until(() => engine.calls.listContainers > lists);
    await scene.pass(300);
    await expect(host()).resolves.toMatchObject({ state: 'connected' });
    await expect(container(web)).resolves.toMatchObject({ state: 'running' });
    expect(scene.logger.error).toHaveBeenCalledTimes(2);
    expect(scene.logger.warn).not.toHaveBeenCalledWith(
      expect.stringContaining('unreachable'),
    );

    database.state.isAway = false;
    await scene.until(async () => (await container(web))?.state === 'exited');
  });

  it('leaves nothing to write to a second replica, and takes over what the first stored', async () => {
    const engine = createEngine();
    engine.addContainer({ ...steady, name: 'web', state: 'running' });
    scene.watch([watched('nas', engine)]);
    const second = scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    await scene.until(() => engine.calls.listContainers >= 4);
    const revision = async () => Number((await host()).revision);
    const before = await revision();
    const db = engine.addContainer({ ...steady, name: 'db', state: 'running' });
    const lists = engine.calls.listContainers;
    await scene.until(() => engine.calls.listContainers >= lists + 6);
    await expect(container(db)).resolves.toMatchObject({ name: 'db' });
    await expect(revision()).resolves.toBe(before + 1);
    await expect(knex(CONTAINERS_TABLE)).resolves.toHaveLength(2);

    engine.removeContainer(db);
    await scene.until(async () => (await container(db))?.removed_at !== null);
    const removedAt = (await container(db))?.removed_at;
    const listsThen = engine.calls.listContainers;
    await scene.until(() => engine.calls.listContainers >= listsThen + 4);
    expect((await container(db))?.removed_at).toEqual(removedAt);
    await second.stop();
    await nextSync();
  });

  it('lets one replica at a time watch a host, and keeps the others from asking it', async () => {
    const engine = createEngine();
    const unreachable = createEngine();
    unreachable.fail('connect');
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    scene.watch([watched('nas', unreachable)]);
    await scene.pass(60);
    expect(unreachable.calls.connect).toBe(0);
    await expect(isHost('connected')).resolves.toBe(true);
    engine.fail('connect');
    engine.fail('listContainers');
    await scene.until(() => isHost('unreachable'));
  });

  it('notices another run behind the same state, and changed networks in time', async () => {
    const engine = createEngine();
    const web = engine.addContainer({
      name: 'web',
      state: 'running',
      statusText: 'Up 2 hours',
      startedAt: '2025-12-31T22:00:00Z',
    });
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    await nextSync();
    engine.changeContainer(web, {
      statusText: 'Up 4 seconds',
      startedAt: '2026-01-01T00:00:50Z',
      restartCount: 1,
    });
    await scene.until(async () => (await container(web))?.restart_count === 1);

    engine.changeContainer(web, {
      statusText: 'Up 2 days',
      networks: [{ name: 'late', aliases: [] }],
    });
    await scene.pass(16 * 60);
    expect((await container(web))?.detail).toContain('late');
  });

  it('shows misconfigured and duplicate hosts, and forgets removed containers in time', async () => {
    const engine = createEngine();
    const web = engine.addContainer({
      ...steady,
      name: 'web',
      state: 'running',
    });
    scene.watch(
      [
        watched('nas', engine),
        { ...watched('nas', createEngine()), title: 'Module' },
        {
          ...watched('bad', createEngine()),
          engine: undefined,
          problem: 'dockerWatcher.hosts[1].url is …',
        },
      ],
      20 * 60_000,
    );
    await scene.until(() => isHost('connected'));
    await expect(host('bad')).resolves.toMatchObject({
      state: 'misconfigured',
      error: 'dockerWatcher.hosts[1].url is …',
    });
    await expect(host('nas-2')).resolves.toMatchObject({
      title: 'Module',
      state: 'misconfigured',
      error: expect.stringContaining("Duplicate host name 'nas'"),
    });
    expect(scene.logger.error).toHaveBeenCalledTimes(2);
    engine.removeContainer(web);
    await scene.until(async () => (await container(web))?.removed_at !== null);
    await scene.pass(15 * 60);
    await expect(container(web)).resolves.toBeDefined();
    await scene.until(async () => (await container(web)) === undefined);
  });

  it('brings back nothing of a host that a replica with a newer configuration removed', async () => {
    const engine = createEngine();
    engine.addContainer({ ...steady, name: 'web', state: 'running' });
    scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    scene.watch([]);
    const isGone = async () => (await knex(HOSTS_TABLE)).length === 0;
    await scene.until(isGone);
    await scene.pass(120);
    await expect(isGone()).resolves.toBe(true);
    await expect(knex(CONTAINERS_TABLE)).resolves.toEqual([]);
    expect(scene.logger.error.mock.calls).toEqual([
      [expect.stringContaining('restart all replicas with the same')],
    ]);
  });

  it('ends everything when stopped in the middle of a call', async () => {
    const connecting = createEngine();
    connecting.hang('connect');
    const listing = createEngine();
    listing.hang('listContainers');
    const inspecting = createEngine();
    inspecting.addContainer();
    inspecting.hang('inspectContainer');
    scene.watch([
      watched('a', connecting),
      watched('b', listing),
      watched('c', inspecting),
    ]);
    await scene.until(
      () =>
        connecting.calls.connect > 0 &&
        listing.calls.listContainers > 0 &&
        inspecting.calls.inspectContainer > 0,
    );
    await scene.stop();
    expect(scene.clock.pending).toBe(0);
    expect(listing.openConnections + inspecting.openConnections).toBe(0);
  });

  it('lists ten thousand containers, and then writes nothing more', async () => {
    const engine = createEngine();
    for (let i = 0; i < 10_000; i++) {
      engine.addContainer({
        ...steady,
        id: i.toString(16).padStart(64, '0'),
        name: `web-${i}`,
        state: 'running',
      });
    }
    scene.watch([watched('nas', engine)]);
    await scene.settled(() => isHost('connected'));
    const revision = Number((await host()).revision);
    await quietSync();
    await quietSync();
    expect(engine.calls.inspectContainer).toBe(10_000);
    expect(Number((await host()).revision)).toBe(revision);
  });
});
