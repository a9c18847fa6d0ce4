import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startServices } from './services/startServices.mjs';
import { findGaps } from './suite/findGaps.mjs';
import { runSteps } from './suite/runSteps.mjs';
import { createSteps } from './suite/steps.mjs';
import { summarise } from './suite/summarise.mjs';
import { CommandProblem, printProblem } from './toolchain/CommandProblem.mjs';
import { isCalledByYarn } from './toolchain/environment.mjs';
import { installDependencies } from './toolchain/installDependencies.mjs';
import { rootDir } from './toolchain/paths.mjs';
import { prepareToolchain } from './toolchain/prepareToolchain.mjs';
import { runInForeground } from './toolchain/runInForeground.mjs';
import { installShutdown, isShuttingDown } from './toolchain/shutdown.mjs';

const USAGE = `npm test runs everything. npm test -- --only tsc,lint runs some of the steps:`;

/**
 * `npm test` runs the whole suite from a fresh clone. `yarn test` is what it is in
 * any Backstage repository: `backstage-cli repo test`, with its arguments.
 */
async function test() {
  const args = process.argv.slice(2);
  if (isCalledByYarn(process.env)) {
    return runUnitTests(args);
  }
  installShutdown();

  const reportDir = path.join(rootDir, 'test-results/suite');
  const steps = selectSteps(createSteps({ rootDir, reportDir }), args);

  const toolchain = await prepareToolchain();
  await installDependencies(toolchain);
  rmSync(reportDir, { recursive: true, force: true });
  mkdirSync(reportDir, { recursive: true });

  const inCi = isSet(process.env.CI);
  const env = createSuiteEnvironment(toolchain.env);
  let missing = [];
  const outcomes = await runSteps(steps, {
    cwd: rootDir,
    env,
    reportDir,
    startServices: async () => {
      const services = await startServices({ env, required: inCi });
      missing = services.missing;
      return services;
    },
  });
  if (isShuttingDown()) {
    return undefined;
  }

  const results = Object.fromEntries(
    outcomes
      .filter(outcome => outcome.results)
      .map(outcome => [outcome.step.id, outcome.results]),
  );
  const gaps = inCi ? findGaps(results) : [];
  const summary = summarise(outcomes, gaps);
  process.stdout.write(`${summary.text}\n`);
  if (missing.length > 0) {
    process.stdout.write(
      `(without ${missing.join(
        ', ',
      )}; CI=true makes a missing part a failure)\n`,
    );
  }
  return summary.failed === 0 ? 0 : 1;
}

async function runUnitTests(args) {
  const { env } = await prepareToolchain();
  return runInForeground('yarn', ['backstage-cli', 'repo', 'test', ...args], {
    cwd: rootDir,
    env,
  });
}

function selectSteps(steps, args) {
  if (args.length === 0) {
    return steps;
  }
  const ids = /^--only(?:=|$)/.test(args[0])
    ? [...args.slice(1), args[0].split('=')[1]]
        .filter(Boolean)
        .join(',')
        .split(',')
    : [];
  const known = steps.map(step => step.id);
  if (ids.length === 0 || ids.some(id => !known.includes(id))) {
    throw new CommandProblem(
      `${USAGE}\n${steps
        .map(step => `  ${step.id.padEnd(18)} ${step.title}`)
        .join('\n')}\nSingle test files: yarn test <path>`,
    );
  }
  return steps.filter(step => ids.includes(step.id));
}

/** The same for everybody, whatever the machine has set. */
function createSuiteEnvironment(env) {
  const suite = {
    ...env,
    TZ: 'UTC',
    // Databases come from us; Backstage would otherwise pull images for more.
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    BROWSERSLIST_IGNORE_OLD_DATA: '1',
  };
  for (const name of Object.keys(suite)) {
    // They would be taken for configuration of the portal, or for a mode.
    if (name.startsWith('APP_CONFIG_') || name === 'NODE_ENV') {
      delete suite[name];
    }
  }
  return suite;
}

function isSet(value) {
  return Boolean(value) && value !== 'false' && value !== '0';
}

test()
  .then(code => {
    if (code !== undefined) {
      process.exit(code);
    }
  })
  .catch(error => {
    printProblem(error);
    if (!isCalledByYarn(process.env)) {
      process.stdout.write('\n0 passed, 1 failed\n');
    }
    process.exit(1);
  });
