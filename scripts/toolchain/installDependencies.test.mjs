import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { calculateFingerprint } from './installDependencies.mjs';

test('an installation is repeated when a manifest, the lock file or Node changes', t => {
  const root = mkdtempSync(path.join(tmpdir(), 'dwt-stamp-'));
  t.after(() => rmSync(root, { recursive: true }));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('package.json', '{}');
  write('yarn.lock', 'a');
  write('plugins/one/package.json', '{}');
  write('plugins/one/src/index.ts', '1');
  const seen = [calculateFingerprint(root, '22.23.3')];
  const check = (what, version = '22.23.3') => {
    const fingerprint = calculateFingerprint(root, version);
    assert.ok(!seen.includes(fingerprint), what);
    seen.push(fingerprint);
  };

  write('plugins/one/src/index.ts', '2');
  assert.equal(calculateFingerprint(root, '22.99.0'), seen[0]);

  write('yarn.lock', 'b');
  check('lock file');
  write('plugins/one/package.json', '{ "version": "2" }');
  check('manifest of a package');
  write('packages/app/package.json', '{}');
  check('new package');
  check('another Node', '24.1.0');
});
