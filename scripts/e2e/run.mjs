import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../services/chromium.mjs';
import { PortalControl } from './PortalControl.mjs';
import { readLogTail, startPortal } from './startPortal.mjs';
import { unpackPortal } from './unpackPortal.mjs';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Runs the browser tests against the production build, which must exist:
 *
 *   yarn tsc && yarn build:all && node scripts/e2e/run.mjs [arguments of Playwright]
 *
 * One portal watches the engine of DOCKER_WATCHER_TEST_DOCKER_HOST and a host that
 * the tests switch on and off; another one has no engine and so a simulated host.
 */
async function run() {
  const engine = process.env.DOCKER_WATCHER_TEST_DOCKER_HOST;
  const image = process.env.DOCKER_WATCHER_TEST_IMAGE;
  if ((!engine || !image) && process.env.CI) {
    throw new Error(
      'The browser tests need an engine: set DOCKER_WATCHER_TEST_DOCKER_HOST to its socket and DOCKER_WATCHER_TEST_IMAGE to an image with sleep and sh',
    );
  }
  const { DOCKER_WATCHER_TEST_CHROMIUM: chromium } = process.env
    .DOCKER_WATCHER_TEST_CHROMIUM
    ? process.env
    : (await findChromium()).env;

  // Paths of sockets may not be long, so not below the repository.
  const workDir = mkdtempSync(path.join(tmpdir(), 'dw-e2e-'));
  const portals = [];
  let control;
  let browserTests;
  const interrupt = signal => browserTests?.kill(signal);
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const portalDir = path.join(workDir, 'portal');
    mkdirSync(portalDir);
    unpackPortal({ rootDir, targetDir: portalDir });
    const switchedSocket = path.join(workDir, 'switched.sock');
    const missingSocket = `unix://${path.join(workDir, 'missing.sock')}`;
    const start = (name, hosts) =>
      startPortal({
        name,
        rootDir,
        portalDir,
        workDir,
        hosts,
        simulatedHost: 'auto',
      });

    const simulated = await start('simulated', [
      { name: 'local', title: 'Local engine', url: missingSocket },
    ]);
    portals.push(simulated);
    const real = engine
      ? await start('real', [
          {
            name: 'engine',
            title: 'Test engine',
            url: engine,
            addresses: ['127.0.0.1'],
          },
          {
            name: 'switched',
            title: 'Switched host',
            url: `unix://${switchedSocket}`,
          },
          { name: 'Not A Name', url: engine },
        ])
      : undefined;
    if (real) {
      portals.push(real);
      control = await PortalControl.listen(real);
    }

    browserTests = spawn(
      process.execPath,
      [
        require.resolve('@playwright/test/cli'),
        'test',
        ...process.argv.slice(2),
      ],
      {
        cwd: rootDir,
        stdio: 'inherit',
        env: {
          ...process.env,
          DOCKER_WATCHER_TEST_CHROMIUM: chromium,
          DOCKER_WATCHER_E2E_SIMULATED_URL: simulated.url,
          ...(real && {
            DOCKER_WATCHER_E2E_URL: real.url,
            DOCKER_WATCHER_E2E_LOG: real.logFile,
            DOCKER_WATCHER_E2E_DATA: real.dataDir,
            DOCKER_WATCHER_E2E_CONTROL: control.url,
            DOCKER_WATCHER_E2E_SWITCHED_SOCKET: switchedSocket,
          }),
        },
      },
    );
    const [code, signal] = await once(browserTests, 'exit');
    if (code !== 0) {
      for (const { logFile } of portals) {
        process.stderr.write(`\nEnd of ${logFile}:\n${readLogTail(logFile)}\n`);
      }
    }
    return signal ? 130 : code;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    try {
      await control?.close();
      await Promise.all(portals.map(portal => portal.stop()));
    } finally {
      rmSync(workDir, { recursive: true, force: true });
    }
  }
}

run()
  .then(code => process.exit(code))
  .catch(error => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
