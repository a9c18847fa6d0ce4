import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createBridge } from '../services/dockerd.mjs';
import { findFreePort } from '../services/findFreePort.mjs';
import {
  importBusyboxImage,
  TEST_IMAGE,
} from '../services/importBusyboxImage.mjs';
import { findServerBinaries } from '../services/postgres.mjs';
import { TemporaryFolder } from '../services/TemporaryFolder.mjs';
import { findCommand } from '../toolchain/findCommand.mjs';
import { rootDir } from '../toolchain/paths.mjs';
import { callEngine } from './callEngine.mjs';
import { Daemon } from './Daemon.mjs';
import { EngineRecord } from './EngineRecord.mjs';
import { judgeLog } from './judgeLog.mjs';
import { RandomOperations } from './RandomOperations.mjs';

/**
 * Random operations on up to 100 containers while the event stream, the engine, the
 * database and the leading replica are killed at random. In the end the inventory
 * has to equal what the engine lists, and the log what the engine told. When the
 * leading replica is killed, another one has to lead within 15 seconds.
 *
 *     node scripts/torture/run.mjs --minutes 30 [--seed 1] [--spare-engine] [--keep]
 *
 * Needs root, dockerd, containerd, busybox and PostgreSQL on the machine.
 */
const TAKE_OVER_LIMIT_MS = 15_000;
/** So that waiting for them does not keep other things from happening all the time. */
const MEASURED_TAKE_OVERS = 5;

const options = readOptions(process.argv.slice(2));
const missing = findMissingParts();
if (missing.length > 0) {
  process.stdout.write(
    `Needs ${missing.join(
      ', ',
    )} (apt-get install docker.io busybox-static postgresql, as root)\n`,
  );
  process.exit(process.env.CI ? 1 : 0);
}
const random = createRandom(options.seed);
const folder = TemporaryFolder.create('torture');
const socketPath = folder.join('d.sock');
const log = text =>
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

const bridge = createBridge();
const engine = createEngine();
const database = await createDatabase();
const connection = `postgresql://postgres@127.0.0.1:${database.port}/postgres`;
const requireBackend = createRequire(
  path.join(rootDir, 'plugins/docker-watcher-backend/package.json'),
);
const { Client } = requireBackend('pg');

const replicas = ['one', 'two'].map(name => new Replica(name));
const blind = [];
/** How long the host was without a leader after a kill, in milliseconds. */
const takeOvers = [];
let failure;
try {
  await engine.containerd.start();
  await engine.dockerd.start();
  await database.server.start();
  await importBusyboxImage({ socketPath, workDir: folder.path });
  for (const replica of replicas) {
    await replica.start();
  }
  // The first list is taken as it is, so everything else comes after it.
  await waitFor(async () => (await readHost())?.last_sync_at);

  const record = new EngineRecord(socketPath);
  await record.start();
  await sleep(500);
  const operations = new RandomOperations({
    socketPath,
    image: TEST_IMAGE,
    random,
  });
  operations.start({ workers: 2, pauseMs: 500 });
  const counts = await disturb(Date.now() + options.minutes * 60_000);
  await operations.stop();
  log('calm: waiting for the last list');
  await sleep(5_000);
  const calmAt = Date.now();
  await waitFor(async () => Number((await readHost())?.last_sync_at) > calmAt);
  await sleep(3_000);
  record.stop();
  failure = await report({ record, operations, counts });
} catch (error) {
  failure = error.stack;
} finally {
  for (const replica of replicas) {
    await replica.end();
  }
  await removeContainers();
  await engine.dockerd.end();
  await engine.containerd.end();
  bridge?.remove();
  await database.server.end('SIGINT');
  if (!options.keep) {
    await folder.remove();
  }
}
if (failure) {
  process.stdout.write(`${failure}\n`);
  process.exit(1);
}

/** Kills one thing after the other. @returns how often each */
async function disturb(until) {
  const counts = { replica: 0, engine: 0, database: 0, stream: 0 };
  const disturbances = [
    async () => {
      const replica = replicas[Math.floor(random() * replicas.length)];
      counts.replica += 1;
      const leader = await readLeader();
      const isLeader = leader?.startsWith(`${replica.name}-`);
      log(`killing ${isLeader ? 'the leading ' : ''}replica ${replica.name}`);
      await replica.kill();
      const killedAt = Date.now();
      await sleep(random() * 3_000);
      await replica.start();
      if (isLeader && takeOvers.length < MEASURED_TAKE_OVERS) {
        await waitFor(async () => (await readLeader()) !== leader);
        takeOvers.push(Date.now() - killedAt);
      }
    },
    async () => {
      counts.database += 1;
      log('killing the database');
      await database.server.end('SIGQUIT');
      await sleep(random() * 2_000);
      await database.server.start();
    },
    async () => {
      counts.stream += 1;
      log('freezing a replica for a moment');
      const replica = replicas[Math.floor(random() * replicas.length)];
      replica.freeze();
      await sleep(1_000 + random() * 4_000);
      replica.thaw();
    },
  ];
  if (!options.spareEngine) {
    disturbances.push(async () => {
      counts.engine += 1;
      log('killing the engine');
      const from = Date.now();
      await engine.dockerd.end('SIGKILL');
      await sleep(random() * 2_000);
      await startEngineAgain();
      blind.push({ from, to: Date.now() });
    });
  }
  while (Date.now() < until) {
    await sleep(Math.min(5_000 + random() * 15_000, until - Date.now()));
    if (Date.now() < until) {
      await disturbances[Math.floor(random() * disturbances.length)]();
    }
  }
  return counts;
}

/** An engine that was killed may hang for ever as it comes up; then it is killed again. */
async function startEngineAgain() {
  for (let attempt = 1; ; attempt++) {
    rmSync(folder.join('d.pid'), { force: true });
    try {
      await engine.dockerd.start();
      return;
    } catch (error) {
      if (attempt === 3) {
        throw error;
      }
      log(`killing the engine again: ${error.message}`);
      await engine.dockerd.end('SIGKILL');
    }
  }
}

/** @returns what is wrong, if anything */
async function report({ record, operations, counts }) {
  const { ours, theirs } = await compareInventories();
  const [events] = await query(
    `select id, at, occurred_at, kind, container_id, inferred, message from docker_watcher_events order by id`,
  );
  const verdict = judgeLog({
    record: record.events,
    log: events.map(row => ({
      id: row.id,
      containerId: row.container_id ?? undefined,
      kind: row.kind,
      ms: Number(row.occurred_at),
      inferred: row.inferred,
      message: row.message,
    })),
    blind,
  });
  if (options.keep) {
    writeFileSync(
      folder.join('verdict.json'),
      JSON.stringify(
        { verdict, events, record: record.events, blind },
        null,
        1,
      ),
    );
  }
  log(
    `${options.minutes} min, seed ${options.seed}: ${
      operations.count
    } operations, ${
      record.events.length
    } transitions by the engine's record; killed: ${JSON.stringify(counts)}`,
  );
  log(
    `log: ${verdict.told} told, ${verdict.inferred} inferred, ${verdict.folded} folded into crash loops, ${verdict.missed.length} missed, ${verdict.repeated.length} repeated`,
  );
  const problems = [
    ...ours
      .filter(one => !theirs.includes(one))
      .map(one => `only ours: ${one}`),
    ...theirs
      .filter(one => !ours.includes(one))
      .map(one => `only the engine's: ${one}`),
    ...verdict.missed.map(
      event =>
        `missed: ${new Date(event.ms).toISOString()} ${
          event.action
        } ${event.id.slice(0, 12)}`,
    ),
    ...verdict.repeated.map(
      entry =>
        `repeated: ${new Date(entry.ms).toISOString()} ${
          entry.kind
        } ${entry.containerId.slice(0, 12)} ${
          entry.inferred ? 'inferred' : ''
        } (event ${entry.id})`,
    ),
  ];
  if (takeOvers.length > 0) {
    log(`another replica led after ${takeOvers.join(', ')} ms`);
  }
  const late = takeOvers.filter(ms => ms > TAKE_OVER_LIMIT_MS);
  if (late.length > 0) {
    problems.push(`nobody led for ${late.join(', ')} ms`);
  }
  if (record.events.length < 20 * options.minutes) {
    problems.push('too little happened to prove anything');
  }
  log(
    problems.length === 0
      ? `the inventory equals the engine's list of ${theirs.length} containers`
      : 'FAILED',
  );
  return problems.slice(0, 60).join('\n');
}

/** Some containers come and go by themselves, so the moment they are equal counts. */
async function compareInventories() {
  for (let attempt = 0; ; attempt++) {
    const { body: listed } = await callEngine({
      socketPath,
      path: '/containers/json?all=1',
    });
    const [rows] = await query(
      `select id, name, state from docker_watcher_containers where removed_at is null`,
    );
    const theirs = listed
      .map(one => `${one.Id} ${one.Names[0].slice(1)} ${one.State}`)
      .sort();
    const ours = rows.map(row => `${row.id} ${row.name} ${row.state}`).sort();
    if (ours.join() === theirs.join() || attempt === 30) {
      return { ours, theirs };
    }
    await sleep(1_000);
  }
}

function createEngine() {
  // Never without a bridge: that removes those of other engines on the machine.
  const config = folder.join('daemon.json');
  writeFileSync(config, '{}');
  const toml = folder.join('containerd.toml');
  writeFileSync(
    toml,
    `version = 2\nroot = "${folder.join('containerd')}"\nstate = "${folder.join(
      'state',
    )}"\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n[grpc]\n  address = "${folder.join(
      'c.sock',
    )}"\n`,
  );
  mkdirSync(folder.join('data'));
  const answers = path_ => async () => {
    try {
      const { status } = await callEngine({ socketPath, path: path_ });
      return status === 200;
    } catch {
      return false;
    }
  };
  return {
    containerd: new Daemon({
      command: 'containerd',
      args: ['--config', toml],
      logFile: folder.join('containerd.log'),
      isReady: async () =>
        spawnSync('test', ['-S', folder.join('c.sock')]).status === 0,
    }),
    dockerd: new Daemon({
      command: 'dockerd',
      args: [
        ['--config-file', config],
        ['--data-root', folder.join('data')],
        ['--exec-root', folder.join('exec')],
        ['--pidfile', folder.join('d.pid')],
        ['--containerd', folder.join('c.sock')],
        ['--host', `unix://${socketPath}`],
        ['--iptables=false', '--ip6tables=false'],
        bridge ? ['--bridge', bridge.name] : [],
        ['--shutdown-timeout', '1', '--log-level', 'warn'],
      ].flat(),
      logFile: folder.join('dockerd.log'),
      isReady: answers('/v1.41/info'),
    }),
  };
}

async function createDatabase() {
  const bin = findServerBinaries();
  const uid = Number(
    spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout,
  );
  const data = folder.join('pg');
  mkdirSync(data, { mode: 0o700 });
  spawnSync('chown', ['postgres', data]);
  spawnSync('chmod', ['711', folder.path]);
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'],
    { uid, cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) {
    throw new Error(`initdb: ${made.stderr}`);
  }
  const port = await findFreePort();
  return {
    port,
    server: new Daemon({
      command: path.join(bin, 'postgres'),
      args: [
        ['-D', data, '-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1'],
        ['-c', 'unix_socket_directories=', '-c', 'fsync=off'],
      ].flat(),
      uid,
      cwd: '/',
      logFile: folder.join('postgres.log'),
      isReady: async () =>
        spawnSync(path.join(bin, 'pg_isready'), [
          '-q',
          '-h',
          '127.0.0.1',
          '-p',
          String(port),
        ]).status === 0,
    }),
  };
}

function Replica(name) {
  let child;
  this.name = name;
  this.start = async () => {
    child = spawn(
      process.execPath,
      [
        '--require',
        require_('@backstage/cli/config/nodeTransform.cjs'),
        path.join(
          rootDir,
          'plugins/docker-watcher-backend/torture/watchHost.ts',
        ),
        name,
        connection,
        socketPath,
      ],
      { stdio: ['pipe', 'ignore', 'inherit'], cwd: rootDir },
    );
  };
  this.kill = () => stop('SIGKILL');
  this.freeze = () => child.kill('SIGSTOP');
  this.thaw = () => child.kill('SIGCONT');
  this.end = async () => {
    child?.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited();
    clearTimeout(timer);
  };
  async function stop(signal) {
    child.kill(signal);
    await exited();
  }
  function exited() {
    return !child || child.exitCode !== null || child.signalCode !== null
      ? undefined
      : new Promise(resolve => child.once('exit', resolve));
  }
}

function require_(name) {
  return createRequire(path.join(rootDir, 'package.json')).resolve(name);
}

async function readLeader() {
  const [[lease]] = await query(
    `select holder from docker_watcher_leases where name = 'host:torture'`,
  );
  return lease?.holder;
}

async function readHost() {
  const [[host]] = await query('select * from docker_watcher_hosts');
  return host;
}

async function query(...statements) {
  const client = new Client({ connectionString: connection });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const results = [];
    for (const statement of statements) {
      results.push((await client.query(statement)).rows);
    }
    return results;
  } finally {
    await client.end();
  }
}

async function removeContainers() {
  try {
    const { body } = await callEngine({
      socketPath,
      path: '/containers/json?all=1',
    });
    for (const { Id } of body) {
      await callEngine({
        socketPath,
        method: 'DELETE',
        path: `/containers/${Id}?force=1`,
      });
    }
  } catch {
    // An engine that does not answer any more is ended all the same.
  }
}

async function waitFor(condition) {
  for (let i = 0; i < 120; i++) {
    try {
      if (await condition()) {
        return;
      }
    } catch {
      // The table or the server is not there yet.
    }
    await sleep(500);
  }
  throw new Error('The replicas did not get ready within a minute');
}

function findMissingParts() {
  return [
    ['root on Linux', process.platform === 'linux' && !process.getuid?.()],
    ...['dockerd', 'containerd', 'busybox'].map(name => [
      name,
      findCommand(name),
    ]),
    ['PostgreSQL', findServerBinaries()],
  ]
    .filter(([, isThere]) => !isThere)
    .map(([what]) => what);
}

function readOptions(args) {
  const valueOf = (name, fallback) => {
    const index = args.indexOf(`--${name}`);
    return index < 0 ? fallback : Number(args[index + 1]);
  };
  return {
    minutes: valueOf('minutes', 2),
    seed: valueOf('seed', 1),
    keep: args.includes('--keep'),
    spareEngine: args.includes('--spare-engine'),
  };
}

/** The same sequence for the same seed. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, ms)));
}
