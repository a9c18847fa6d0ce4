import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import prettier from 'prettier';
import { startDockerd } from '../services/dockerd.mjs';
import { startPostgres } from '../services/postgres.mjs';
import { startServices } from '../services/startServices.mjs';
import { CommandProblem, printProblem } from '../toolchain/CommandProblem.mjs';
import { rootDir } from '../toolchain/paths.mjs';
import { installShutdown, onShutdown } from '../toolchain/shutdown.mjs';
import { BENCHES } from './benches.mjs';
import { describeMachine } from './describeMachine.mjs';
import { isMet, writeReport } from './writeReport.mjs';

/**
 * Measures ours against bare scripts that do the same work, in one process and in
 * turns. With all benches the report in docs/BENCHMARKS.md is written anew.
 *
 *     yarn bench [names]
 *
 * The engine and PostgreSQL are started for it, or those taken that the environment
 * names, as for the tests. An engine that others use spoils the figures.
 */
const REPORT = path.join(rootDir, 'docs/BENCHMARKS.md');
const BENCH_DIR = path.join(rootDir, 'plugins/docker-watcher-backend/bench');
const SERVICES = {
  engine: {
    name: 'Docker engine',
    variable: 'DOCKER_WATCHER_TEST_DOCKER_HOST',
    start: startDockerd,
  },
  postgres: {
    name: 'PostgreSQL',
    variable: 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING',
    start: startPostgres,
  },
};

async function bench() {
  const names = process.argv.slice(2);
  const known = BENCHES.map(one => one.name);
  if (names.some(name => !known.includes(name))) {
    throw new CommandProblem(`yarn bench [names], of: ${known.join(', ')}`);
  }
  const benches = BENCHES.filter(
    one => names.length === 0 || names.includes(one.name),
  );
  installShutdown();
  const needed = new Set(benches.flatMap(one => one.needs));
  const services = await startServices({
    env: process.env,
    required: true,
    services: [...needed].map(need => SERVICES[need]),
  });
  const results = [];
  let machine;
  try {
    const env = { ...process.env, ...services.env };
    machine = await describeMachine(env);
    for (const one of benches) {
      process.stdout.write(`\n${one.title}\n`);
      results.push({ ...one, report: await run(one.file, env) });
      process.stdout.write(`${writeReport({ results: results.slice(-1) })}\n`);
    }
  } finally {
    await services.stop();
  }
  if (names.length === 0) {
    const text = writeReport({ results, machine });
    const style = await prettier.resolveConfig(REPORT);
    writeFileSync(
      REPORT,
      prettier.format(text, { ...style, parser: 'markdown' }),
    );
  }
  return results.every(({ report }) => isMet(report)) ? 0 : 1;
}

/** @returns what the bench reports */
function run(file, env) {
  const transform = createRequire(path.join(rootDir, 'package.json')).resolve(
    '@backstage/cli/config/nodeTransform.cjs',
  );
  return new Promise((resolve, reject) => {
    const child = fork(path.join(BENCH_DIR, file), [], {
      // As installed: Express and others are slower while somebody develops.
      env: { ...env, NODE_ENV: 'production' },
      execArgv: [...process.execArgv, '--expose-gc', '--require', transform],
    });
    const unregister = onShutdown(() => child.kill());
    let report;
    child.on('message', message => {
      // What compiles the TypeScript sends messages, too.
      report = message.comparisons ? message : report;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      unregister();
      if (report && code === 0) {
        resolve(report);
      } else {
        reject(new CommandProblem(`${file} ended with ${signal ?? code}`));
      }
    });
  });
}

bench().then(
  code => process.exit(code),
  error => {
    printProblem(error);
    process.exit(1);
  },
);
