import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandProblem, printProblem } from './toolchain/CommandProblem.mjs';
import { isCalledByYarn } from './toolchain/environment.mjs';
import { installDependencies } from './toolchain/installDependencies.mjs';
import { rootDir } from './toolchain/paths.mjs';
import { isPortOpen, readPortalUrls, waitForUrl } from './toolchain/portal.mjs';
import { prepareToolchain } from './toolchain/prepareToolchain.mjs';
import { runInForeground } from './toolchain/runInForeground.mjs';
import { startProcess } from './toolchain/runProcess.mjs';
import { installShutdown, isShuttingDown } from './toolchain/shutdown.mjs';

/**
 * `npm start` starts the demo portal from a fresh clone: what is missing is fetched
 * and installed first, the second call starts at once. `yarn start` is what it is in
 * any Backstage repository.
 */
async function start() {
  const args = process.argv.slice(2);
  if (isCalledByYarn(process.env)) {
    const { env } = await prepareToolchain();
    process.exit(
      await runInForeground(
        'yarn',
        ['backstage-cli', 'repo', 'start', ...args],
        {
          cwd: rootDir,
          env,
        },
      ),
    );
  }

  installShutdown();
  const toolchain = await prepareToolchain();
  await installDependencies(toolchain);

  const urls = readPortalUrls(
    readFileSync(path.join(rootDir, 'app-config.yaml'), 'utf8'),
    process.env,
  );
  // With arguments it may be any package on any port.
  if (args.length === 0) {
    await requireFreePorts(urls);
  }

  const portal = startProcess(
    'yarn',
    ['backstage-cli', 'repo', 'start', ...args],
    {
      cwd: rootDir,
      env: toolchain.env,
    },
  );
  if (args.length === 0) {
    announceWhenReady(urls);
  }
  const { code, signal } = await portal.exited;
  if (!isShuttingDown()) {
    // Whatever it started must not outlive it.
    await portal.stop();
    process.exit(code ?? (signal ? 1 : 0));
  }
}

async function requireFreePorts(urls) {
  for (const [what, url] of Object.entries(urls)) {
    if (await isPortOpen(new URL(url))) {
      throw new CommandProblem(
        `Something already listens at ${url}, where the ${what} of the portal wants to be. Is the portal running in another terminal? Otherwise stop what is there, or choose other ports with DOCKER_WATCHER_APP_PORT and DOCKER_WATCHER_BACKEND_PORT.`,
      );
    }
  }
}

async function announceWhenReady({ frontend, backend }) {
  await waitForUrl(`${backend}/.backstage/health/v1/readiness`);
  await waitForUrl(frontend);
  process.stdout.write(
    `\nThe portal is ready at ${frontend} - sign in as guest and click Docker in the sidebar. Ctrl-C ends it.\n\n`,
  );
}

start().catch(error => {
  printProblem(error);
  process.exit(1);
});
