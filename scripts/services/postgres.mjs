import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { findCommand } from '../toolchain/findCommand.mjs';
import { runProcess, startProcess } from '../toolchain/runProcess.mjs';
import { ShutdownOrder } from '../toolchain/shutdown.mjs';
import { findFreePort } from './findFreePort.mjs';
import { ServiceMissing } from './ServiceMissing.mjs';
import { TemporaryFolder, removeLeftovers } from './TemporaryFolder.mjs';
import { waitUntil } from './waitUntil.mjs';

/**
 * Starts a PostgreSQL of our own on a free port of the loopback address, with an
 * empty cluster that is thrown away afterwards.
 *
 * @returns `{ env, stop }`
 * @throws ServiceMissing when the machine lacks it
 */
export async function startPostgres() {
  const binDir = findServerBinaries();
  if (!binDir) {
    throw new ServiceMissing(
      'PostgreSQL is missing (apt-get install postgresql)',
    );
  }
  await removeLeftovers('postgres');

  let problem;
  for (let attempt = 0; attempt < 3; attempt++) {
    const started = await tryStart(binDir);
    if (started.problem === undefined) {
      return started;
    }
    problem = started.problem;
  }
  throw new Error(`PostgreSQL for the tests did not start.\n${problem}`);
}

async function tryStart(binDir) {
  const folder = TemporaryFolder.create('postgres');
  const user = findServerUser();
  const dataDir = folder.join('data');
  const logFile = folder.join('postgres.log');
  const options = {
    cwd: folder.path,
    ...user,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    echo: false,
    order: ShutdownOrder.servicePart,
  };
  let server;
  const undo = async () => {
    // SIGINT: ends the sessions that are still open instead of waiting for them.
    await server?.stop('SIGINT');
    await folder.remove();
  };
  try {
    mkdirSync(dataDir, { mode: 0o700 });
    if (user) {
      chownSync(dataDir, user.uid, user.gid);
    }
    const initialised = await runProcess(
      path.join(binDir, 'initdb'),
      [
        '-D',
        dataDir,
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--no-locale',
        '--no-sync',
      ],
      { ...options, capture: true },
    );
    if (initialised.code !== 0) {
      throw new Error(`initdb: ${initialised.output}`);
    }

    const port = await findFreePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      // No socket files, and so none that a killed server leaves behind.
      unix_socket_directories: '',
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: 300,
      timezone: 'UTC',
    };
    server = startProcess(
      path.join(binDir, 'postgres'),
      [
        '-D',
        dataDir,
        ...Object.entries(settings).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      { ...options, logFile },
    );
    const ready = await waitUntil(() => isAnswering({ binDir, port }), {
      exited: server.exited,
      timeoutMs: 60_000,
    });
    if (ready !== 'ready') {
      throw new Error(`postgres: ${ready}`);
    }
    return {
      env: {
        // The name is the one Backstage's TestDatabases looks for, whatever the
        // version of the server.
        BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      },
      stop: undo,
    };
  } catch (error) {
    const log = existsSync(logFile)
      ? readFileSync(logFile, 'utf8').slice(-3000)
      : '';
    await undo();
    return { problem: `${error.message}\n${log}` };
  }
}

/** The folder with the binaries of the newest server. */
export function findServerBinaries(root = '/usr/lib/postgresql') {
  const versions = existsSync(root)
    ? readdirSync(root).sort((a, b) => Number(b) - Number(a))
    : [];
  for (const version of versions) {
    const binDir = path.join(root, version, 'bin');
    if (
      existsSync(path.join(binDir, 'initdb')) &&
      existsSync(path.join(binDir, 'postgres'))
    ) {
      return binDir;
    }
  }
  const initdb = findCommand('initdb');
  return initdb && findCommand('postgres', path.dirname(initdb))
    ? path.dirname(initdb)
    : undefined;
}

/** PostgreSQL refuses to run as root; undefined keeps the user we are. */
function findServerUser() {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => {
      const { status, stdout } = spawnSync('id', [flag, name], {
        encoding: 'utf8',
      });
      return status === 0 ? Number(stdout) : undefined;
    });
    if (uid !== undefined && gid !== undefined) {
      return { uid, gid };
    }
  }
  throw new ServiceMissing(
    'PostgreSQL cannot run as root and there is no user postgres (apt-get install postgresql)',
  );
}

/** Accepts connections and is past its start. */
async function isAnswering({ binDir, port }) {
  const pgIsReady = path.join(binDir, 'pg_isready');
  if (existsSync(pgIsReady)) {
    const { status } = spawnSync(pgIsReady, [
      '-q',
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
    ]);
    return status === 0;
  }
  return new Promise(resolve => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
