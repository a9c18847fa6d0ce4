import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { describeWithEngine } from './__testUtils__/describeWithEngine';
import { DockerDrive, TEST_LABEL } from './__testUtils__/DockerDrive';
import { sendToEngine } from './__testUtils__/sendToEngine';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './database/__testUtils__/testDatabases';
import { DatabaseInventoryStore } from './database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import {
  CONTAINER_LABELS_TABLE,
  CONTAINERS_TABLE,
  ContainerRow,
  HOSTS_TABLE,
} from './database/tables';
import { DockerEngine } from './engine/DockerEngine';
import { SystemClock } from './lib/SystemClock';
import { watched } from './watch/__testUtils__/WatchScene';
import { WatchSupervisor } from './watch/WatchSupervisor';

jest.setTimeout(240_000);

const databases = createTestDatabases();
const CANARY = 'canary-7f3a-environment';

/** id, name, state and health of each container, in the order of ids. */
type Seen = [string, string, string, string][];

/** Always the same numbers from 0 to 1, so that a failure can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describeWithEngine('watching a real engine', engine => {
  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let drive: DockerDrive;
    let supervisor: WatchSupervisor;

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      drive = DockerDrive.create(engine);
      const clock = new SystemClock();
      const logger = mockServices.logger.mock();
      supervisor = WatchSupervisor.create({
        hosts: [
          watched(
            'real',
            DockerEngine.create({
              connection: engine.connection,
              hostName: 'real',
              clock,
              logger,
            }),
          ),
        ],
        store: DatabaseInventoryStore.create({ knex, clock }),
        leases: DatabaseLeaseStore.create({ knex }),
        holder: 'one',
        clock,
        logger,
        reconcileIntervalMs: 200,
        keepRemovedMs: 60 * 60_000,
        onChanged: () => {},
      });
      supervisor.start();
    });
    afterEach(async () => {
      await supervisor.stop();
      await drive.dispose();
    });

    /** What `docker ps -a` shows of this test's containers. */
    async function listed(): Promise<Seen> {
      const filters = JSON.stringify({ label: [`${TEST_LABEL}=${drive.tag}`] });
      const { text } = await sendToEngine(engine.socketPath, {
        method: 'GET',
        path: `/containers/json?all=true&filters=${encodeURIComponent(
          filters,
        )}`,
      });
      const containers: {
        Id: string;
        Names: string[];
        State: string;
        Status: string;
      }[] = JSON.parse(text);
      return containers
        .map(({ Id, Names, State, Status }): Seen[number] => [
          Id,
          Names[0].slice(1),
          State,
          /\((?:health: )?(starting|healthy|unhealthy)\)/.exec(Status)?.[1] ??
            'none',
        ])
        .sort(([a], [b]) => (a < b ? -1 : 1));
    }

    async function stored(): Promise<Seen> {
      const rows = await knex<ContainerRow>(CONTAINERS_TABLE)
        .whereNull('removed_at')
        .whereIn(
          'id',
          knex(CONTAINER_LABELS_TABLE)
            .where({ label_key: TEST_LABEL, label_value: drive.tag })
            .select('id'),
        )
        .orderBy('id');
      return rows.map(row => [row.id, row.name, row.state, row.health]);
    }

    /** Health flips by itself, so the moment they are equal counts. */
    async function becomesEqual(): Promise<void> {
      const end = Date.now() + 30_000;
      let seen: [Seen, Seen];
      do {
        seen = [await stored(), await listed()];
        if (JSON.stringify(seen[0]) === JSON.stringify(seen[1])) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      } while (Date.now() < end);
      expect(seen[0]).toEqual(seen[1]);
    }

    const row = async (id: string) =>
      knex<ContainerRow>(CONTAINERS_TABLE).where({ id }).first();

    it('stores what the engine lists after every step of a life', async () => {
      const id = await drive.create({
        name: `dw-life-${drive.tag}`,
        health: 'healthy',
        environment: { DW_SECRET: CANARY },
        labels: { 'docker-watcher.entity-ref': 'Shop-API' },
      });
      await becomesEqual();
      expect(await row(id)).toMatchObject({
        state: 'created',
        last_alive_at: null,
        started_at: null,
        entity_ref: 'component:default/shop-api',
      });
      const steps: [string, () => Promise<void>][] = [
        ['running', () => drive.start(id)],
        ['paused', () => drive.pause(id)],
        ['running', () => drive.unpause(id)],
        ['exited', () => drive.kill(id)],
        ['running', () => drive.start(id)],
        ['running', () => drive.rename(id, `dw-renamed-${drive.tag}`)],
        ['exited', () => drive.stop(id)],
      ];
      for (const [state, step] of steps) {
        await step();
        await becomesEqual();
        expect(await row(id)).toMatchObject({ state });
      }
      expect(await row(id)).toMatchObject({
        name: `dw-renamed-${drive.tag}`,
        exit_code: 137,
        oom_killed: databaseId === 'SQLITE_3' ? 0 : false,
      });
      const ended = await row(id);
      expect(Number(ended?.last_alive_at)).toBe(Number(ended?.finished_at));
      expect(Number(ended?.finished_at)).toBeGreaterThan(
        Number(ended?.started_at),
      );
      expect(ended?.detail).toContain('DW_SECRET');

      await drive.remove(id);
      await becomesEqual();
      expect((await row(id))?.removed_at).not.toBeNull();
      for (const table of [
        HOSTS_TABLE,
        CONTAINERS_TABLE,
        CONTAINER_LABELS_TABLE,
      ]) {
        expect(JSON.stringify(await knex(table))).not.toContain(CANARY);
      }
    });

    it('stores what the engine lists after any sequence of operations', async () => {
      const random = createRandom(20261124);
      const ids: string[] = [];
      const pick = () => ids[Math.floor(random() * ids.length)];
      const remove = async () => {
        const id = pick();
        ids.splice(ids.indexOf(id), 1);
        await drive.remove(id);
      };
      const operations = [
        () => drive.start(pick()),
        () => drive.start(pick()),
        () => drive.kill(pick()),
        () => drive.stop(pick()),
        () => drive.pause(pick()),
        () => drive.unpause(pick()),
        () =>
          drive.rename(pick(), `dw-${drive.tag}-${Math.floor(random() * 1e9)}`),
        remove,
      ];
      for (let round = 0; round < 8; round++) {
        while (ids.length < 6) {
          ids.push(
            await drive.create({
              health: random() < 0.3 ? 'unhealthy' : undefined,
              exitCode: random() < 0.2 ? 3 : undefined,
            }),
          );
        }
        for (let i = 0; i < 8; i++) {
          const operation =
            operations[Math.floor(random() * operations.length)];
          // Many are refused in the state the container is in; that is part of it.
          await operation().catch(() => {});
        }
        await becomesEqual();
      }
      expect((await stored()).length).toBeGreaterThan(0);
    });
  });
});
