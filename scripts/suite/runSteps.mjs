import { rmSync } from 'node:fs';
import path from 'node:path';
import { startProcess } from '../toolchain/runProcess.mjs';
import { isShuttingDown } from '../toolchain/shutdown.mjs';
import { readReport } from './readResults.mjs';

/** A step that hangs shall say so before somebody else ends the whole run. */
const TIMEOUT_MS = 25 * 60_000;

/**
 * Runs steps one after another. One that fails does not keep the others from
 * running, except those that need it: a single run shows all there is to repair.
 *
 * @param options - `startServices` is called before the first step that wants them
 * @returns outcomes `{ step, status, durationMs, output, results }`
 */
export async function runSteps(
  steps,
  { cwd, env, reportDir, startServices, print = printLine },
) {
  const outcomes = [];
  let services;

  for (const step of steps) {
    print(`\n=== ${step.title} ===`);
    const began = Date.now();
    const finish = outcome => {
      const durationMs = Date.now() - began;
      outcomes.push({ step, durationMs, output: '', ...outcome });
      print(
        `=== ${step.title}: ${outcome.status} after ${formatDuration(
          durationMs,
        )} ===`,
      );
    };

    const unmet = (step.needs ?? []).filter(id =>
      outcomes.some(one => one.step.id === id && one.status !== 'passed'),
    );
    if (unmet.length > 0) {
      finish({ status: 'not run', output: `It needs ${unmet.join(', ')}.` });
      continue;
    }
    if (step.services) {
      services ??= await startServices().then(
        value => ({ value }),
        error => ({ error }),
      );
      if (services.error) {
        finish({ status: 'failed', output: services.error.message });
        print(services.error.message);
        continue;
      }
    }
    finish(
      await runStep(step, {
        cwd,
        env: { ...env, ...(services?.value?.env ?? {}), ...step.env },
        logFile: path.join(reportDir, `${step.id}.log`),
      }),
    );
    if (isShuttingDown()) {
      break;
    }
  }
  // What was found out counts, whatever becomes of the services.
  await services?.value?.stop().catch(error => {
    printLine(`A service did not stop: ${error.message}`);
  });
  return outcomes;
}

function printLine(text) {
  process.stdout.write(`${text}\n`);
}

async function runStep(step, { cwd, env, logFile }) {
  if (step.report) {
    // One of an earlier run would be read as the result of this one.
    rmSync(step.report.file, { force: true });
  }
  const [command, ...args] = step.command;
  const running = startProcess(command, args, { cwd, env, logFile });
  const limit = step.timeoutMs ?? TIMEOUT_MS;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    running.stop();
  }, limit);
  const { code, signal, output } = await running.exited.catch(error => ({
    code: 1,
    output: `${command}: ${error.message}`,
  }));
  clearTimeout(timer);
  // A step must not leave anything to the next one.
  await running.stop();

  const results = step.report
    ? readReport(step.report.file, step.report.parse)
    : undefined;
  if (step.report && code === 0 && !results) {
    return {
      status: 'failed',
      output: `${output}\nIt ended well but left no report at ${step.report.file}.`,
    };
  }
  const failed = late || code !== 0 || (results?.failed ?? 0) > 0;
  return {
    status: failed ? 'failed' : 'passed',
    output: [
      output,
      late ? `It took longer than ${formatDuration(limit)}.` : undefined,
      signal ? `It was ended by ${signal}.` : undefined,
    ]
      .filter(Boolean)
      .join('\n'),
    results,
  };
}

export function formatDuration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
