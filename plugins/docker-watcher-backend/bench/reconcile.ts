import { EngineConnection } from 'backstage-plugin-docker-watcher-node';
import Docker from 'dockerode';
import { Knex } from 'knex';
import { DatabaseInventoryStore } from '../src/database/DatabaseInventoryStore';
import { DockerEngine } from '../src/engine/DockerEngine';
import { HostInventory } from '../src/inventory/HostInventory';
import { SystemClock } from '../src/lib/SystemClock';
import { inspectContainers } from '../src/watch/inspectContainers';
import { BenchEngine } from './lib/benchEngine';
import { compare, processorTime, Report, takeTurns } from './lib/measure';
import { BenchDatabase, withDatabases } from './lib/openDatabases';
import { playEngine } from './lib/playEngine';
import { HOST, registerHost } from './lib/registerHost';
import { runBench } from './lib/runBench';

const CONTAINERS = 1_000;
const RUNNING = 50;
const ROUNDS = 15;
const PASSES = 5;

/**
 * What it costs to find that nothing changed, beside what it costs to list: on an
 * engine that answers the same, and on one that words the time in every status anew.
 */
async function reconcile(): Promise<Report> {
  const report: Report = { comparisons: [], figures: [], facts: [] };
  const engine = BenchEngine.create();
  const ids = await engine.createContainers({
    count: CONTAINERS,
    running: RUNNING,
  });
  try {
    await withDatabases(database =>
      measure({
        socketPath: engine.socketPath,
        database,
        report,
        words: 'same',
      }),
    );
    const played = await playEngine(await rewrite(engine, ids));
    try {
      await withDatabases(database =>
        measure({
          ...{ socketPath: played.socketPath, database, report },
          words: 'other',
        }),
      );
    } finally {
      await played.stop();
    }
  } finally {
    await engine.removeContainers(ids);
  }
  return report;
}

async function measure(options: {
  socketPath: string;
  database: BenchDatabase;
  words: 'same' | 'other';
  report: Report;
}): Promise<void> {
  const { socketPath, database, words, report } = options;
  const { name, knex } = database;
  const clock = new SystemClock();
  const store = DatabaseInventoryStore.create({ knex, clock });
  await registerHost(store, clock);
  const { signal } = new AbortController();
  const connection = await DockerEngine.create({
    connection: { kind: 'unix', socketPath },
    hostName: HOST,
    clock,
  }).connect({ signal });
  const inventory = HostInventory.create({ host: HOST, store, clock });
  const pass = () => listAndApply({ inventory, connection, clock, signal });
  const docker = new Docker({ socketPath });
  const list = () => docker.listContainers({ all: true });

  await pass();
  const written = countWrites(knex);
  let passes = 0;
  let inspections = 0;
  const taken = await takeTurns(
    { rounds: ROUNDS, warmUp: 4 },
    {
      ours: async () => [
        await processorTime(PASSES, async () => {
          passes += 1;
          inspections += await pass();
        }),
      ],
      bare: async () => [await processorTime(PASSES, list)],
    },
  );
  written.stop();
  connection.close();

  report.comparisons.push(
    compare(
      {
        name: `${words} words, ${name}`,
        unit: 'ms of processor time',
        target: { atMost: 1.5 },
      },
      taken,
    ),
  );
  const writes = [...written.statements].map(
    ([statement, count]) => `${count} × \`${statement.replaceAll('`', '"')}\``,
  );
  report.facts.push({
    text: `${passes} passes with ${words} words on ${name} wrote ${
      writes.join(' and ') || 'nothing'
    }, and inspected ${inspections} containers.`,
    isAsExpected:
      writes.length === 1 &&
      /^update [^,]*last_sync_at[^,]* where/.test(
        [...written.statements.keys()][0],
      ) &&
      inspections === 0,
  });
}

/** What a session does every 30 seconds. @returns how many were inspected */
async function listAndApply(options: {
  inventory: HostInventory;
  connection: EngineConnection;
  clock: SystemClock;
  signal: AbortSignal;
}): Promise<number> {
  const { inventory, connection, clock, signal } = options;
  await inventory.load();
  const listed = await connection.listContainers({ signal });
  const at = clock.now();
  const ids = inventory.idsToInspect(listed);
  const inspected = await inspectContainers(ids, { connection, clock, signal });
  const applied = await inventory.apply(
    { listed, inspected, at },
    { status: inventory.isSynced ? undefined : { state: 'connected', at } },
  );
  if (applied.result !== 'committed' || applied.suspects.length > 0) {
    throw new Error(`Something changed: ${JSON.stringify(applied)}`);
  }
  return ids.length;
}

function countWrites(knex: Knex) {
  const statements = new Map<string, number>();
  const onQuery = ({ sql }: { sql: string }) => {
    if (!/^select/i.test(sql)) {
      statements.set(sql, (statements.get(sql) ?? 0) + 1);
    }
  };
  knex.on('query', onQuery);
  return { statements, stop: () => knex.removeListener('query', onQuery) };
}

/**
 * The engine's own answers, with all containers running and the time in the words of
 * each another one in every list.
 */
async function rewrite(engine: BenchEngine, ids: readonly string[]) {
  const answers: Record<string, string> = {};
  for (const path of ['/_ping', '/version', '/info']) {
    answers[path] = await engine.read(path);
  }
  for (const id of ids) {
    const path = `/containers/${id}/json`;
    const inspection = JSON.parse(await engine.read(path));
    inspection.State = {
      ...inspection.State,
      ...{ Status: 'running', Running: true },
      StartedAt: new Date().toISOString(),
    };
    answers[path] = JSON.stringify(inspection);
  }
  const containers: Record<string, unknown>[] = JSON.parse(
    await engine.read('/containers/json?all=1'),
  );
  answers['/containers/json'] = JSON.stringify(
    containers.map(one => ({
      ...one,
      State: 'running',
      Status: 'Up {n} minutes',
    })),
  );
  return answers;
}

runBench(reconcile);
