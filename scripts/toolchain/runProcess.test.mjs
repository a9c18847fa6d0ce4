import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  findDescendants,
  parseProcessList,
  sendSignal,
} from './processTree.mjs';
import { runProcess, startProcess } from './runProcess.mjs';

/** Starts two children, one in the group and one that leads its own, and stays. */
const FAMILY = `
  const { spawn } = require('node:child_process');
  const stay = ['-e', 'setInterval(() => {}, 1000)'];
  const near = spawn(process.execPath, stay, { stdio: 'ignore' });
  const far = spawn(process.execPath, stay, { stdio: 'ignore', detached: true });
  console.log(JSON.stringify([near.pid, far.pid]));
  setInterval(() => {}, 1000);
`;

async function waitFor(read, what) {
  for (let i = 0; i < 300; i++) {
    const value = read();
    if (value) {
      return value;
    }
    await sleep(50);
  }
  throw new Error(`Waited in vain for ${what}`);
}

const isAlive = pid => {
  try {
    // A zombie is gone as far as anybody is concerned.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return process.platform !== 'linux' && sendSignal(pid, 0);
  }
};

test('the output is captured, logged and answered with the exit code', async t => {
  const dir = mkdtempSync(path.join(tmpdir(), 'dwt-run-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const logFile = path.join(dir, 'log');
  const result = await runProcess(
    process.execPath,
    ['-e', 'console.log("one ä"); console.error("two"); process.exitCode = 3'],
    { echo: false, logFile },
  );
  assert.equal(result.code, 3);
  assert.match(result.output, /one ä/);
  assert.match(result.output, /two/);
  await waitFor(() => /two/.test(readFileSync(logFile, 'utf8')), 'the log');
  await assert.rejects(runProcess('/no/such/command', []), /ENOENT/);
});

test('a grandchild that keeps the output open does not keep us', async () => {
  const { code, output } = await runProcess(
    'sh',
    ['-c', 'sleep 30 & echo "pid $!"'],
    { echo: false },
  );
  assert.equal(code, 0);
  sendSignal(Number(/pid (\d+)/.exec(output)[1]), 'SIGKILL');
});

test('stopping ends the whole family, also those who left the group', async t => {
  const dir = mkdtempSync(path.join(tmpdir(), 'dwt-run-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const logFile = path.join(dir, 'log');
  const running = startProcess(process.execPath, ['-e', FAMILY], {
    echo: false,
    logFile,
  });
  const pids = JSON.parse(
    await waitFor(() => {
      try {
        return /\[.*\]/.exec(readFileSync(logFile, 'utf8'))?.[0];
      } catch {
        return undefined;
      }
    }, 'the family'),
  );
  assert.ok(pids.every(isAlive));
  await running.stop();
  await waitFor(() => ![running.pid, ...pids].some(isAlive), 'their end');
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL']) {
  test(`${signal} ends everything that a command started`, async () => {
    const here = name => new URL(name, import.meta.url).href;
    const script = `
      import { installShutdown } from '${here('shutdown.mjs')}';
      import { startProcess } from '${here('runProcess.mjs')}';
      installShutdown();
      await startProcess(process.execPath, ['-e', process.env.FAMILY]).exited;
    `;
    const parent = spawn(
      process.execPath,
      ['--input-type=module', '-e', script],
      {
        env: { ...process.env, FAMILY },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    parent.stdout.on('data', chunk => (output += chunk));
    const pids = JSON.parse(
      await waitFor(() => /\[.*\]/.exec(output)?.[0], 'the family'),
    );
    const exited = new Promise(resolve => parent.once('exit', resolve));
    parent.kill(signal);
    const code = await exited;
    // Nobody can answer SIGKILL; then the group ends, and who left it stays.
    const [near, far] = pids;
    const expected = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143, SIGKILL: null };
    assert.equal(code, expected[signal]);
    if (signal === 'SIGKILL') {
      await waitFor(() => !isAlive(near), 'the end of the group');
      sendSignal(far, 'SIGKILL');
    } else {
      await waitFor(() => !pids.some(isAlive), 'their end');
    }
  });
}

test('descendants are found in any order of the list', () => {
  const list = parseProcessList(`
    30    20 Tue Nov 24 10:00:02 2026
    20    10 Tue Nov 24 10:00:01 2026
    10     1 Tue Nov 24 10:00:00 2026
    40     1 Tue Nov 24 10:00:00 2026
`);
  assert.equal(list.length, 4);
  assert.deepEqual(
    findDescendants(10, list).map(({ pid }) => pid),
    [20, 30],
  );
});
