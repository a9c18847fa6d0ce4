import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  TemporaryFolder,
  findProcessesUsing,
  removeLeftovers,
} from './TemporaryFolder.mjs';

test('a folder takes the processes that live in it along', async t => {
  const folder = TemporaryFolder.create('selftest');
  const child = spawn('sleep', ['60'], { cwd: folder.path, stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  const exited = new Promise(resolve => child.once('exit', resolve));
  if (process.platform === 'linux') {
    while (!findProcessesUsing(folder.path).includes(child.pid)) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await folder.remove();
    await exited;
  } else {
    await folder.remove();
  }
  assert.equal(existsSync(folder.path), false);
});

test('what a killed run left is removed, what a living one has is not', async () => {
  const ours = TemporaryFolder.create('selftest');
  const abandoned = TemporaryFolder.create('selftest');
  writeFileSync(
    abandoned.join('owner'),
    JSON.stringify({ pid: 2 ** 22 + 1, started: 'long ago' }),
  );
  // An id that is in use again by something that started later.
  const recycled = TemporaryFolder.create('selftest');
  writeFileSync(
    recycled.join('owner'),
    JSON.stringify({ pid: process.pid, started: 'before that' }),
  );
  await removeLeftovers('selftest');
  assert.equal(existsSync(ours.path), true);
  assert.equal(existsSync(abandoned.path), false);
  assert.equal(existsSync(recycled.path), false);
  await ours.remove();
});
