import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findCommand } from './findCommand.mjs';
import { rootDir } from './paths.mjs';

/** A repository with nothing but the scripts, on a machine without Yarn. */
function createBareMachine(t) {
  const root = mkdtempSync(path.join(tmpdir(), 'dwt-bare-'));
  t.after(() => rmSync(root, { recursive: true }));
  cpSync(path.join(rootDir, 'scripts'), path.join(root, 'scripts'), {
    recursive: true,
  });
  writeFileSync(
    path.join(root, 'package.json'),
    '{ "packageManager": "yarn@4.13.0" }',
  );
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  for (const name of ['npm', 'sh', 'ps', 'env']) {
    symlinkSync(findCommand(name), path.join(bin, name));
  }
  symlinkSync(process.execPath, path.join(bin, 'node'));
  const run = (script, { args = [], env = {} } = {}) => {
    const result = spawnSync(process.execPath, [`scripts/${script}`, ...args], {
      cwd: root,
      encoding: 'utf8',
      env: {
        PATH: bin,
        HOME: root,
        npm_config_registry: 'http://127.0.0.1:1/',
        npm_config_fetch_retries: '0',
        ...env,
      },
      timeout: 60_000,
    });
    return { ...result, text: `${result.stdout}${result.stderr}` };
  };
  return { root, run };
}

test('without a network the commands say what they need and how to get it', t => {
  const { run } = createBareMachine(t);
  const start = run('start.mjs');
  assert.equal(start.status, 1);
  assert.match(start.text, /Fetching .*@yarnpkg\/cli-dist@4\.13\.0/);
  assert.match(start.text, /registry could not be reached.*HTTPS_PROXY/);
  assert.doesNotMatch(start.text, /at .*\.mjs:\d+/, 'no stack trace');

  const all = run('test.mjs');
  assert.equal(all.status, 1);
  assert.match(all.text, /^0 passed, 1 failed$/m);
});

test('unknown steps are answered with the known ones', t => {
  const { run } = createBareMachine(t);
  for (const args of [['--only', 'tsc,nonsense'], ['--only'], ['--watch']]) {
    const { status, text } = run('test.mjs', { args });
    assert.equal(status, 1);
    assert.match(text, /api-reports +API and SQL reports/);
  }
});
