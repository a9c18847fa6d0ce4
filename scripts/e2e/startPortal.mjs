import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../services/findFreePort.mjs';
import { waitUntil } from '../services/waitUntil.mjs';

const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * Starts an unpacked production build on a free port of this machine.
 *
 * @param portalDir - what `unpackPortal` made
 * @param workDir - gets the configuration, the databases and the log
 * @param hosts - `dockerWatcher.hosts`
 * @param simulatedHost - `demo.simulatedHost`
 * @returns `{ url, logFile, dataDir, stop, kill, start }`; after `stop` or `kill`,
 * which asks nobody, `start` brings it up again with the data it had
 */
export async function startPortal(options) {
  const { name, rootDir, portalDir, workDir, hosts, simulatedHost } = options;
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const dataDir = path.join(workDir, name, 'data');
  const logFile = path.join(workDir, name, 'portal.log');
  const configFile = path.join(workDir, name, 'app-config.yaml');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(
    configFile,
    JSON.stringify({
      app: { baseUrl: url },
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port },
        cors: { origin: url },
        database: {
          client: 'better-sqlite3',
          connection: { directory: dataDir },
        },
      },
      auth: {
        providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
      },
      catalog: {
        locations: [
          { type: 'file', target: './examples/entities.yaml' },
          {
            type: 'file',
            target: './examples/org.yaml',
            rules: [{ allow: ['User', 'Group'] }],
          },
        ],
      },
      dockerWatcher: { hosts, reconcile: { interval: { seconds: 1 } } },
      demo: { simulatedHost },
    }),
  );

  let child;
  let exited;

  function launch() {
    const log = openSync(logFile, 'a');
    child = spawn(
      process.execPath,
      [
        '--preserve-symlinks',
        '--preserve-symlinks-main',
        'packages/backend/dist/index.cjs.js',
        ...['--config', path.join(rootDir, 'app-config.yaml')],
        ...['--config', configFile],
      ],
      {
        cwd: portalDir,
        env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
        stdio: ['ignore', log, log],
      },
    );
    closeSync(log);
    exited = once(child, 'exit');
  }

  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function kill() {
    if (!hasEnded()) {
      child.kill('SIGKILL');
      await exited;
    }
  }

  async function stop() {
    if (hasEnded()) {
      return;
    }
    child.kill('SIGTERM');
    const late = new AbortController();
    const ended = await Promise.race([
      exited.then(() => true),
      sleep(STOP_TIMEOUT_MS, false, { signal: late.signal }),
    ]);
    late.abort();
    if (!ended) {
      child.kill('SIGKILL');
      await exited;
      throw new Error(
        `The portal '${name}' did not end within ${
          STOP_TIMEOUT_MS / 1000
        } s of SIGTERM`,
      );
    }
  }

  async function start() {
    if (!child || hasEnded()) {
      launch();
    }
    const outcome = await waitUntil(() => isReady(url), {
      exited,
      timeoutMs: READY_TIMEOUT_MS,
    });
    if (outcome !== 'ready') {
      await stop();
      throw new Error(
        `The portal '${name}' did not start (${outcome}):\n${readLogTail(
          logFile,
        )}`,
      );
    }
  }

  await start();
  return { url, logFile, dataDir, stop, kill, start };
}

/** The end of a log, for people who look for a reason. */
export function readLogTail(logFile, lines = 60) {
  return readFileSync(logFile, 'utf8').split('\n').slice(-lines).join('\n');
}

async function isReady(url) {
  try {
    const health = await fetch(`${url}/.backstage/health/v1/readiness`);
    // People sign in as users of the catalog, which reads its files in its own time.
    const signIn = await fetch(`${url}/api/auth/demo-oli/refresh`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    const app = await fetch(url);
    return health.ok && signIn.ok && app.ok;
  } catch {
    return false;
  }
}
