import { getEventListeners } from 'node:events';
import {
  ContainerEngine,
  EngineConnection,
} from 'backstage-plugin-docker-watcher-node';
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
  EVENTS_TABLE,
  EventRow,
  HOSTS_TABLE,
  HostRow,
  LEASES_TABLE,
  LeaseRow,
} from './database/tables';
import { InventoryStore } from './inventory/InventoryStore';
import { FakeClock } from './lib/__testUtils__/FakeClock';
import { LeaseStore } from './lib/Lease';
import { watched, WatchScene } from './watch/__testUtils__/WatchScene';

jest.setTimeout(120_000);

const databases = createTestDatabases();

type Mode = 'works' | 'away' | 'answers-get-lost' | 'hangs';

/** Stores of one replica, which a test can take away in several ways. */
function breakable(stores: { store: InventoryStore; leases: LeaseStore }) {
  const { store, leases } = stores;
  const state = { mode: 'works' as Mode, lost: 0 };
  const guard =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (state.mode === 'away') {
        throw new Error('terminating connection');
      }
      while (state.mode === 'hangs') {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      const answer = await call(...args);
      if (state.mode === 'answers-get-lost') {
        state.lost += 1;
        throw new Error('connection reset');
      }
      return answer;
    };
  return {
    state,
    store: {
      syncHosts: guard(store.syncHosts.bind(store)),
      load: guard(store.load.bind(store)),
      commit: guard(store.commit.bind(store)),
      saveHost: guard(store.saveHost.bind(store)),
      pruneRemoved: guard(store.pruneRemoved.bind(store)),
    } satisfies InventoryStore,
    leases: {
      acquire: guard(leases.acquire.bind(leases)),
      renew: guard(leases.renew.bind(leases)),
      release: guard(leases.release.bind(leases)),
    } satisfies LeaseStore,
  };
}

describe.each(databases.eachSupportedId())('following on %s', databaseId => {
  let knex: Knex;
  let clock: FakeClock;
  let scene: WatchScene;
  let database: ReturnType<typeof breakable>;

  const createReplica = () =>
    breakable({
      store: DatabaseInventoryStore.create({ knex, clock }),
      leases: DatabaseLeaseStore.create({ knex }),
    });

  beforeEach(async () => {
    knex = await createMigratedDatabase(databases, databaseId);
    clock = new FakeClock();
    database = createReplica();
    scene = new WatchScene(database.store, database.leases, clock);
  });
  // Also sees to it that no timer is left.
  afterEach(async () => {
    database.state.mode = 'works';
    await scene.stop();
  });

  const createEngine = (
    options: Parameters<typeof FakeContainerEngine.create>[0] = {},
  ) => FakeContainerEngine.create({ clock, ...options });
  const running = { state: 'running', statusText: 'Up 2 days' } as const;

  /** What the log says of containers: `web died`, or `web ?died` if inferred. */
  async function log(): Promise<string[]> {
    const rows = await knex<EventRow>(EVENTS_TABLE)
      .where({ source: 'container' })
      .orderBy('id');
    return rows.map(
      ({ container_name, kind, inferred }) =>
        `${container_name} ${inferred ? '?' : ''}${kind.replace(
          'container.',
          '',
        )}`,
    );
  }
  const says = (entry: string) => async () => (await log()).includes(entry);
  const container = async (id: string) =>
    knex<ContainerRow>(CONTAINERS_TABLE).where({ id }).first();
  const isHost = async (state: string, name = 'nas') =>
    (await knex<HostRow>(HOSTS_TABLE).where({ name, state })).length === 1;
  const hostKinds = async () =>
    (
      await knex<EventRow>(EVENTS_TABLE).where({ source: 'host' }).orderBy('id')
    ).map(({ kind }) => kind);

  /** The database is back, and a lease that was lost meanwhile has run out there. */
  async function comeBack() {
    await knex(LEASES_TABLE).update({ expires_at: 0 });
    database.state.mode = 'works';
  }

  /** A host that is being followed. */
  async function follow(engine: ContainerEngine & { openStreams?: number }) {
    const supervisor = scene.watch([watched('nas', engine)]);
    await scene.until(() => isHost('connected'));
    return supervisor;
  }

  it('hears what happens between the subscription and the list', async () => {
    const engine = createEngine();
    const list = engine.holdNext('listContainers', 'answer');
    scene.watch([watched('nas', engine)]);
    await scene.pass(1);
    await list.reached;
    const id = await engine.drive.create({ name: 'web' });
    await engine.drive.start(id);
    list.release();
    await scene.until(says('web started'));
    await scene.pass(70);
    await expect(log()).resolves.toEqual(['web created', 'web started']);
    await expect(container(id)).resolves.toMatchObject({ state: 'running' });
    expect(engine.calls.connect).toBe(1);
  });

  it('tells within a moment, and inspects once for all that happens in it', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    await scene.pass(5);
    const inspections = engine.calls.inspectContainer;
    for (let i = 0; i < 50; i++) {
      await engine.drive.stop(web);
      await engine.drive.start(web);
    }
    await clock.advance(0);
    await scene.settled(async () => (await log()).length === 100);
    await scene.pass(5);
    expect(engine.calls.inspectContainer - inspections).toBeLessThanOrEqual(3);
    expect(new Set(await log())).toEqual(
      new Set(['web stopped', 'web started']),
    );
    expect((await container(web))?.inspected_at).not.toBeNull();
  });

  it('asks again from where it was when the stream breaks, and repeats nothing', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    await engine.drive.pause(web);
    await engine.drive.unpause(web);
    await scene.until(says('web unpaused'));
    for (let i = 0; i < 3; i++) {
      engine.fail('connect');
      engine.dropStreams();
      await engine.drive.stop(web);
      await engine.drive.start(web);
      await scene.until(() => isHost('unreachable'));
      engine.heal();
      await scene.until(() => isHost('connected'));
    }
    await scene.until(async () => (await log()).length >= 8);
    await scene.pass(70);
    await expect(log()).resolves.toEqual([
      'web paused',
      'web unpaused',
      ...[1, 2, 3].flatMap(() => ['web stopped', 'web started']),
    ]);
    await expect(hostKinds()).resolves.toEqual([
      'host.connected',
      ...[1, 2, 3].flatMap(() => ['host.unreachable', 'host.connected']),
    ]);
  });

  it('infers what the engine has forgotten, once and marked', async () => {
    const engine = createEngine();
    const web = engine.addContainer({
      ...running,
      name: 'web',
      startedAt: '2025-12-30T00:00:00Z',
    });
    const db = engine.addContainer({
      ...running,
      name: 'db',
      startedAt: '2025-12-30T00:00:00Z',
    });
    const old = engine.addContainer({ ...running, name: 'old' });
    await follow(engine);
    await scene.pass(35);
    const seenAt = Number(
      (await knex<HostRow>(HOSTS_TABLE).first())?.last_sync_at,
    );
    engine.fail('connect');
    engine.dropStreams();
    await scene.pass(100);
    await engine.drive.stop(web);
    await engine.drive.stop(db);
    await scene.pass(1);
    await engine.drive.start(db);
    await engine.drive.remove(old);
    const neu = await engine.drive.create({ name: 'new' });
    await engine.drive.start(neu);
    engine.forgetEvents();
    engine.heal();
    await scene.until(says('old ?removed'));
    await scene.pass(100);
    expect((await log()).sort()).toEqual(
      [
        'web ?died',
        'db ?died',
        'db ?started',
        'new ?created',
        'new ?started',
        'old ?stopped',
        'old ?removed',
      ].sort(),
    );
    const removed = await container(old);
    expect(Number(removed?.last_seen_at)).toBe(seenAt);
    expect(Number(removed?.last_alive_at)).toBe(seenAt);
  });

  it.each(['goes on', 'is replaced by another'])(
    'finds a whole run of which the engine remembers the end alone, when the process %s',
    async what => {
      const engine = createEngine();
      const job = engine.addContainer({
        name: 'job',
        state: 'exited',
        exitCode: 0,
        startedAt: '2025-12-31T20:00:00Z',
        finishedAt: '2025-12-31T21:00:00Z',
        statusText: 'Exited (0) 3 hours ago',
      });
      await follow(engine);
      await scene.pass(35);
      if (what === 'goes on') {
        engine.fail('connect');
        engine.dropStreams();
      } else {
        await scene.stop();
      }
      await scene.pass(100);
      const startedAt = new Date(clock.now() - 20_000).toISOString();
      const finishedAt = new Date(clock.now() - 10_000).toISOString();
      engine.changeContainer(job, {
        startedAt,
        finishedAt,
        statusText: 'Exited (0) 10 seconds ago',
      });
      engine.forgetEvents();
      engine.emit({ action: 'die', containerId: job, exitCode: 0 });
      engine.heal();
      if (what !== 'goes on') {
        await follow(engine);
      }
      await scene.until(says('job ?died'));
      await scene.pass(100);
      await expect(log()).resolves.toEqual(['job ?started', 'job ?died']);
      const stored = await container(job);
      expect(Number(stored?.finished_at)).toBe(Date.parse(finishedAt));
    },
  );

  it('begins anew when the stream is deaf though everything else answers', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    await scene.pass(5);
    engine.changeContainer(web, {
      state: 'exited',
      exitCode: 1,
      finishedAt: engine.now,
    });
    await scene.until(says('web ?died'));
    await scene.until(() => engine.calls.connect === 2);
    await expect(hostKinds()).resolves.toEqual(['host.connected']);
    await engine.drive.start(web);
    await scene.until(says('web started'));
    await expect(log()).resolves.toEqual(['web ?died', 'web started']);
  });

  it('begins anew when the host no longer answers on a second connection', async () => {
    const engine = createEngine();
    await follow(engine);
    await scene.pass(1);
    engine.hang('ping');
    await scene.until(() => isHost('unreachable'));
    expect(clock.monotonic()).toBeLessThan(60_000);
    engine.heal();
    await scene.until(() => isHost('connected'));
    expect(engine.openStreams).toBe(1);
    expect(engine.openConnections).toBe(1);
  });

  it('tells the last words of an engine that was killed and forgot them', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    // In one go: nobody has a chance to apply the event before the stream is gone.
    const words = engine.drive.pause(web);
    engine.fail('connect');
    engine.dropStreams();
    await words;
    engine.forgetEvents();
    await engine.drive.unpause(web);
    engine.forgetEvents();
    await scene.until(() => isHost('unreachable'));
    await expect(log()).resolves.toEqual(['web paused']);
    engine.heal();
    await scene.until(() => isHost('connected'));
    await scene.until(says('web ?unpaused'));
    await scene.pass(70);
    await expect(log()).resolves.toEqual(['web paused', 'web ?unpaused']);
  });

  it('begins anew when the stream ends without a word', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    let cut = () => {};
    const isCut = new Promise<void>(resolve => {
      cut = resolve;
    });
    await follow({
      connect: async options => {
        const connection = await engine.connect(options);
        const silent: EngineConnection = {
          ...connection,
          followEvents: async () => ({
            async *[Symbol.asyncIterator]() {
              await isCut;
            },
          }),
        };
        return engine.calls.connect === 1 ? silent : connection;
      },
    });
    cut();
    await scene.until(() => engine.openStreams === 1);
    await engine.drive.stop(web);
    await scene.until(says('web stopped'));
    await expect(log()).resolves.toEqual(['web stopped']);
  });

  it('tells flips of health once each, and none for checks that begin or go on', async () => {
    const engine = createEngine();
    const web = await engine.drive.create({ name: 'web' });
    await follow(engine);
    await engine.drive.start(web);
    engine.changeContainer(web, { health: 'starting' });
    await scene.pass(70);
    await expect(container(web)).resolves.toMatchObject({ health: 'starting' });
    expect(engine.calls.connect).toBe(1);
    for (const health of ['healthy', 'healthy', 'unhealthy'] as const) {
      engine.drive.setHealth(web, health);
    }
    await engine.drive.pause(web);
    await engine.drive.unpause(web);
    engine.changeContainer(web, { health: 'unhealthy' });
    await scene.pass(70);
    await expect(container(web)).resolves.toMatchObject({
      health: 'unhealthy',
    });
    expect(await log()).toEqual([
      'web started',
      'web health-changed',
      'web health-changed',
      'web paused',
      'web unpaused',
    ]);
    expect(engine.calls.connect).toBe(1);
  });

  it('sees health that only inspections tell, and all seven states', async () => {
    const engine = createEngine({ listTellsHealth: false });
    const states = [
      'created',
      'running',
      'paused',
      'restarting',
      'removing',
      'exited',
      'dead',
    ] as const;
    for (const state of states) {
      engine.addContainer({ name: state, state, health: 'healthy' });
    }
    await follow(engine);
    await scene.pass(70);
    const rows = await knex<ContainerRow>(CONTAINERS_TABLE);
    expect(rows.map(({ state }) => state).sort()).toEqual([...states].sort());
    expect(rows.find(({ name }) => name === 'running')?.health).toBe('healthy');
    // The first list is no news.
    await expect(log()).resolves.toEqual([]);
  });

  it('makes up for events it had no room for', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    const db = engine.addContainer({ ...running, name: 'db' });
    await follow(engine);
    await scene.pass(1);
    database.state.mode = 'away';
    await engine.drive.pause(web);
    for (let i = 0; i < 51_500; i++) {
      engine.emit({ action: 'update', containerId: web });
    }
    await engine.drive.stop(db);
    engine.forgetEvents();
    await scene.pass(2);
    database.state.mode = 'works';
    await scene.until(says('db ?died'));
    await scene.pass(40);
    const entries = await log();
    // A replica that lost its lease over this infers the pause as well.
    expect(entries.map(entry => entry.replace('?', '')).sort()).toEqual([
      'db died',
      'web paused',
    ]);
  });

  it('does not let a dead host or a slow one keep others from being followed', async () => {
    const dead = createEngine();
    dead.hang('connect');
    const slow = createEngine();
    const good = createEngine();
    const web = good.addContainer({ ...running, name: 'web' });
    scene.watch([
      watched('dead', dead),
      watched('slow', slow),
      watched('good', good),
    ]);
    await scene.until(() => isHost('connected', 'slow'));
    await scene.until(() => isHost('connected', 'good'));
    slow.hang('listContainers');
    await scene.pass(31);
    await good.drive.stop(web);
    await clock.advance(0);
    await scene.settled(says('web stopped'));
    await expect(isHost('connected', 'dead')).resolves.toBe(false);
  });

  it('goes by the engine’s clock where it is another than ours', async () => {
    const aheadMs = -3_600_000;
    const engine = createEngine({
      clock: {
        now: () => clock.now() + aheadMs,
        after: (ms: number, callback: () => void) => clock.after(ms, callback),
      },
    });
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    for (let i = 0; i < 8; i++) {
      engine.drive.die(web, 1);
      await scene.pass(5);
      await engine.drive.start(web);
      await scene.pass(5);
    }
    // Not over because our clock is ahead.
    await scene.pass(60);
    expect(await log()).not.toContain('web crash-loop-ended');
    await scene.until(says('web crash-loop-ended'));
    const [row] = await knex<EventRow>(EVENTS_TABLE).where({
      kind: 'container.crash-looping',
    });
    expect(Number(row.at) - Number(row.occurred_at)).toBeGreaterThan(3_500_000);
    const [{ clock_skew_ms }] = await knex<HostRow>(HOSTS_TABLE);
    expect(Math.abs(Number(clock_skew_ms) + 3_600_000)).toBeLessThan(5_000);
  });

  it('goes on telling after the engine’s clock was set back by an hour', async () => {
    let aheadMs = 0;
    const engine = createEngine({
      clock: {
        now: () => clock.now() + aheadMs,
        after: (ms: number, callback: () => void) => clock.after(ms, callback),
      },
    });
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    await engine.drive.stop(web);
    await scene.until(says('web stopped'));
    aheadMs = -3_600_000;
    engine.dropStreams();
    await scene.until(async () => engine.calls.connect === 2);
    await scene.pass(5);
    const id = await engine.drive.create({ name: 'api' });
    await engine.drive.start(id);
    await scene.until(says('api started'));
    await expect(log()).resolves.toEqual(
      expect.arrayContaining(['web stopped', 'api created', 'api started']),
    );
    expect((await log()).filter(entry => entry === 'web stopped')).toHaveLength(
      1,
    );
  });

  it('loses nothing and tells nothing twice when the database is away or its answers get lost', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    await scene.pass(5);
    const expected: string[] = [];
    for (const mode of ['away', 'answers-get-lost', 'away'] as const) {
      database.state.mode = mode;
      await engine.drive.stop(web);
      await scene.pass(3);
      await engine.drive.start(web);
      const job = await engine.drive.create({ name: `job`, exitCode: 0 });
      await engine.drive.start(job);
      await engine.drive.remove(job);
      await scene.pass(3);
      await comeBack();
      expected.push(
        'web stopped',
        'web started',
        'job created',
        'job started',
        'job died',
        'job removed',
      );
      await scene.until(async () => (await log()).length >= expected.length);
      await expect(log()).resolves.toEqual(expected);
    }
    expect(database.state.lost).toBeGreaterThan(0);
    // Inferred transitions, too.
    database.state.mode = 'away';
    engine.changeContainer(web, {
      state: 'exited',
      exitCode: 1,
      finishedAt: engine.now,
    });
    await scene.pass(45);
    await comeBack();
    await scene.until(says('web ?died'));
    await scene.pass(70);
    await expect(log()).resolves.toEqual([...expected, 'web ?died']);
    // A host is not to blame for a database.
    await expect(hostKinds()).resolves.toEqual(['host.connected']);
  });

  it('stays away longer than a lease lasts, and goes on', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    await scene.pass(5);
    database.state.mode = 'away';
    await engine.drive.stop(web);
    await scene.pass(120);
    await comeBack();
    await scene.until(says('web stopped'));
    await expect(log()).resolves.toEqual(['web stopped']);
    await expect(hostKinds()).resolves.toEqual(['host.connected']);
  });

  it('is taken over from a replica that died, which cannot write any more', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    await follow(engine);
    const second = createReplica();
    const other = new WatchScene(second.store, second.leases, clock);
    other.watch([watched('nas', engine)]);
    await scene.pass(20);
    // One of them alone is connected.
    expect(engine.openConnections).toBe(1);
    await engine.drive.pause(web);
    await scene.until(says('web paused'));

    database.state.mode = 'hangs';
    await engine.drive.unpause(web);
    await knex(LEASES_TABLE).update({ expires_at: 0 });
    await scene.until(says('web unpaused'));
    await engine.drive.stop(web);
    await scene.until(says('web stopped'));
    database.state.mode = 'works';
    await scene.pass(30);
    await expect(log()).resolves.toEqual([
      'web paused',
      'web unpaused',
      'web stopped',
    ]);
    const lease = await knex<LeaseRow>(LEASES_TABLE).first();
    expect(Number(lease?.fence)).toBe(2);
    await expect(hostKinds()).resolves.toEqual(['host.connected']);
    const stopping = scene.stop().catch(() => undefined);
    await Promise.all([other.stop().catch(() => undefined), stopping]);
  });

  it('leaves nothing behind when it is stopped, and passes its hosts on at once', async () => {
    const engine = createEngine();
    const web = engine.addContainer({ ...running, name: 'web' });
    const before = getEventListeners(process, 'exit').length;
    await follow(engine);
    await engine.drive.stop(web);
    await scene.stop();
    expect(clock.pending).toBe(0);
    expect(engine.openStreams + engine.openConnections).toBe(0);
    expect(getEventListeners(process, 'exit')).toHaveLength(before);
    const lease = await knex<LeaseRow>(LEASES_TABLE).first();
    expect(Number(lease?.expires_at)).toBe(0);
  });
});
