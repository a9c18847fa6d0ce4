import { CommandProblem } from '../toolchain/CommandProblem.mjs';
import { ShutdownOrder, onShutdown } from '../toolchain/shutdown.mjs';
import { findChromium } from './chromium.mjs';
import { startDockerd } from './dockerd.mjs';
import { startPostgres } from './postgres.mjs';
import { ServiceMissing } from './ServiceMissing.mjs';

const SERVICES = [
  {
    name: 'Docker engine',
    variable: 'DOCKER_WATCHER_TEST_DOCKER_HOST',
    start: startDockerd,
  },
  {
    name: 'PostgreSQL',
    variable: 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING',
    start: startPostgres,
  },
  {
    name: 'Chromium',
    variable: 'DOCKER_WATCHER_TEST_CHROMIUM',
    start: findChromium,
  },
];

/**
 * Brings up the real parts the tests run against. One that the environment names
 * already is used as it is.
 *
 * @param options - `required`: whether a missing part is a failure; otherwise it is
 * said in a line and the suites that need it skip themselves
 * @returns `{ env, stop, missing }`
 */
export async function startServices({ env, required, services = SERVICES }) {
  const running = [];
  const missing = [];
  const added = {};
  const stop = async () => {
    unregister();
    for (const one of running.splice(0).reverse()) {
      await one.stop();
    }
  };
  const unregister = onShutdown(stop, ShutdownOrder.service);

  for (const { name, variable, start } of services) {
    if (env[variable]) {
      process.stdout.write(`${name}: as given in ${variable}\n`);
      continue;
    }
    try {
      const service = await start();
      running.push(service);
      Object.assign(added, service.env);
      process.stdout.write(`${name}: ${Object.values(service.env)[0]}\n`);
    } catch (error) {
      if (!(error instanceof ServiceMissing)) {
        await stop();
        throw error;
      }
      if (required) {
        await stop();
        throw new CommandProblem(`${name}: ${error.message}`);
      }
      missing.push(name);
      process.stdout.write(`${name}: skipped, ${error.message}\n`);
    }
  }
  return { env: added, stop, missing };
}
