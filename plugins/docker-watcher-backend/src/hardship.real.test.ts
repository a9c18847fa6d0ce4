import { mockServices } from '@backstage/backend-test-utils';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { Knex } from 'knex';
import { describeWithEngine } from './__testUtils__/describeWithEngine';
import { DockerDrive } from './__testUtils__/DockerDrive';
import { SilenceableProxy } from './__testUtils__/SilenceableProxy';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './database/__testUtils__/testDatabases';
import { DatabaseEventLogStore } from './database/DatabaseEventLogStore';
import { DatabaseInventoryStore } from './database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { HOSTS_TABLE, HostRow } from './database/tables';
import { DockerEngine } from './engine/DockerEngine';
import { SystemClock } from './lib/SystemClock';
import { watched } from './watch/__testUtils__/WatchScene';
import { WatchSupervisor } from './watch/WatchSupervisor';

jest.setTimeout(600_000);

/** 1,000 take some minutes. */
const RESTARTS = Number(process.env.DOCKER_WATCHER_TEST_RESTARTS ?? 60);

const databases = createTestDatabases();

describeWithEngine('bad days with a real engine', engine => {
  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let drive: DockerDrive;
    let supervisors: WatchSupervisor[];
    let stops: (() => Promise<void>)[];

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      drive = DockerDrive.create(engine);
      supervisors = [];
      stops = [];
    });
    afterEach(async () => {
      await Promise.all(supervisors.map(supervisor => supervisor.stop()));
      for (const stop of stops) {
        await stop();
      }
      await drive.dispose();
    });

    async function follow(
      options: {
        socketPath?: string;
        holder?: string;
        reconcileIntervalMs?: number;
      } = {},
    ) {
      const { socketPath = engine.socketPath, holder = 'one' } = options;
      const clock = new SystemClock();
      const logger = mockServices.logger.mock();
      const supervisor = WatchSupervisor.create({
        hosts: [
          watched(
            'real',
            DockerEngine.create({
              connection: { kind: 'unix', socketPath },
              hostName: 'real',
              clock,
              logger,
            }),
          ),
        ],
        store: DatabaseInventoryStore.create({ knex, clock }),
        leases: DatabaseLeaseStore.create({ knex }),
        holder,
        clock,
        logger,
        reconcileIntervalMs: options.reconcileIntervalMs ?? 60_000,
        keepRemovedMs: 60 * 60_000,
        onChanged: () => {},
      });
      supervisors.push(supervisor);
      supervisor.start();
      await eventually(async () => {
        const host = await knex<HostRow>(HOSTS_TABLE).first();
        return host?.state === 'connected' && host.last_sync_at !== null;
      });
      return supervisor;
    }

    async function eventsOf(id: string): Promise<WatcherEvent[]> {
      const { events } = await DatabaseEventLogStore.create({ knex }).read({
        after: '0',
        filter: { containerId: [id] },
        limit: 5_000,
      });
      return events;
    }

    const kindsOf = async (id: string) =>
      (await eventsOf(id)).map(
        ({ kind, inferred }) =>
          `${inferred ? '?' : ''}${kind.replace('container.', '')}`,
      );

    /** Waits for as many entries as are expected. @returns what they say */
    async function toldOf(id: string, count: number): Promise<string[]> {
      await eventually(async () => (await kindsOf(id)).length >= count);
      return kindsOf(id);
    }

    it('misses nothing of what happens while it connects, subscribes and lists', async () => {
      // Whatever the first list has is no news, so that the host is known before.
      const first = await follow();
      await first.stop();
      const starting = follow({ holder: 'two' });
      const ids: string[] = [];
      for (let i = 0; i < 12; i++) {
        const id = await drive.create({ name: `dw-race-${i}-${drive.tag}` });
        await drive.start(id);
        ids.push(id);
      }
      await starting;
      for (const id of ids) {
        expect(await toldOf(id, 2)).toEqual(['created', 'started']);
      }
    });

    it('tells every one of many quick restarts once, in order', async () => {
      await follow();
      const id = await drive.create({ name: `dw-quick-${drive.tag}` });
      await drive.start(id);
      const expected = ['created', 'started'];
      for (let i = 0; i < RESTARTS; i++) {
        await drive.kill(id);
        await eventually(() => startedAgain(id));
        expected.push('stopped', 'started');
      }
      expect(await toldOf(id, expected.length)).toEqual(expected);
      const times = (await eventsOf(id)).map(event => event.occurredAt);
      expect(times).toEqual([...times].sort());
    });

    /** A killed container is ending for a moment, and cannot be started then. */
    async function startedAgain(id: string): Promise<boolean> {
      const before = await startTime(id);
      await drive.start(id);
      return (await startTime(id)) !== before;
    }

    async function startTime(id: string): Promise<string | undefined> {
      const connection = await DockerEngine.create({
        connection: engine.connection,
        hostName: 'real',
        clock: new SystemClock(),
      }).connect({ signal: new AbortController().signal });
      const inspected = await connection.inspectContainer(id, {
        signal: new AbortController().signal,
      });
      connection.close();
      return inspected?.startedAt;
    }

    it('notices a stream that went silent by what a list shows, and goes on', async () => {
      const proxy = await SilenceableProxy.start(engine.socketPath);
      stops.push(() => proxy.stop());
      await follow({
        socketPath: proxy.socketPath,
        reconcileIntervalMs: 3_000,
      });
      const id = await drive.create({ name: `dw-silent-${drive.tag}` });
      expect(await toldOf(id, 1)).toEqual(['created']);

      proxy.silenceOpenConnections();
      await drive.start(id);
      await eventually(async () => (await kindsOf(id)).length === 2);
      await drive.stop(id);
      await drive.remove(id);
      await eventually(async () => (await kindsOf(id)).length === 4);
      expect((await kindsOf(id)).map(kind => kind.replace('?', ''))).toEqual([
        'created',
        'started',
        'stopped',
        'removed',
      ]);
    });

    it('hands over to another replica, which tells what happened in between', async () => {
      const leader = await follow({ holder: 'one' });
      const id = await drive.create({ name: `dw-heir-${drive.tag}` });
      expect(await toldOf(id, 1)).toEqual(['created']);
      await leader.stop();
      await drive.start(id);
      await drive.pause(id);
      await drive.unpause(id);
      await follow({ holder: 'two' });
      // Docker 20.10 may tell twice of a pause that is ended at once.
      await eventually(async () => {
        const told = await toldOf(id, 4);
        const truth = await drive.happenedTo(id);
        return (
          told.join() === truth.join() ||
          `told ${told.join()}, and the engine told ${truth.join()}`
        );
      });
      expect((await toldOf(id, 4)).slice(0, 4)).toEqual([
        'created',
        'started',
        'paused',
        'unpaused',
      ]);
    });
  });
});

/** @param isTrue - anything else than `true` says what is amiss */
async function eventually(
  isTrue: () => Promise<boolean | string>,
): Promise<void> {
  const end = Date.now() + 60_000;
  let last: boolean | string | unknown;
  do {
    try {
      last = await isTrue();
    } catch (error) {
      last = error;
    }
    if (last === true) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  } while (Date.now() < end);
  throw new Error(`Still not so after a minute: ${last}`);
}
