import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  createChildEnvironment,
  isCalledByYarn,
  readHeadersVersion,
} from './environment.mjs';

const root = mkdtempSync(path.join(tmpdir(), 'dwt-env-'));
after(() => rmSync(root, { recursive: true }));

function createNode(name, headers) {
  const prefix = path.join(root, name);
  mkdirSync(path.join(prefix, 'bin'), { recursive: true });
  writeFileSync(path.join(prefix, 'bin/node'), '');
  chmodSync(path.join(prefix, 'bin/node'), 0o755);
  if (headers) {
    const [major, minor, patch] = headers.split('.');
    mkdirSync(path.join(prefix, 'include/node'), { recursive: true });
    writeFileSync(
      path.join(prefix, 'include/node/node_version.h'),
      `#define NODE_MAJOR_VERSION ${major}\n#define NODE_MINOR_VERSION ${minor}\n#define NODE_PATCH_VERSION ${patch}\n`,
    );
  }
  return path.join(prefix, 'bin/node');
}

test('a fetched Node and Yarn come first and bring their headers', () => {
  const nodePath = createNode('fetched', '22.23.3');
  const env = createChildEnvironment(
    {
      PATH: '/usr/bin',
      KEPT: 'yes',
      npm_config_nodedir: '/usr',
      npm_config_user_agent: 'npm/11.0.0 node/v20.0.0',
      npm_lifecycle_event: 'start',
      npm_package_name: 'root',
      npm_execpath: '/usr/lib/npm-cli.js',
      npm_config_registry: 'http://registry.test/',
      HTTPS_PROXY: 'http://proxy.test:3128',
      INIT_CWD: '/somewhere',
    },
    { nodePath, nodeVersion: '22.23.3', binDirs: ['/shims'] },
  );
  assert.equal(env.PATH, `/shims:${path.dirname(nodePath)}:/usr/bin`);
  assert.equal(env.npm_config_nodedir, path.join(root, 'fetched'));
  assert.equal(env.KEPT, 'yes');
  assert.equal(env.YARN_NPM_REGISTRY_SERVER, 'http://registry.test/');
  assert.equal(env.YARN_HTTPS_PROXY, 'http://proxy.test:3128');
  for (const name of [
    'npm_config_user_agent',
    'npm_lifecycle_event',
    'npm_package_name',
    'npm_execpath',
    'INIT_CWD',
  ]) {
    assert.equal(env[name], undefined, name);
  }
});

test('headers of another Node are not used', () => {
  const nodePath = createNode('debian', '18.20.4');
  assert.equal(readHeadersVersion(path.join(root, 'debian')), '18.20.4');
  assert.equal(readHeadersVersion(root), undefined);
  const env = createChildEnvironment(
    { PATH: path.dirname(nodePath) },
    { nodePath, nodeVersion: '22.23.3', binDirs: [] },
  );
  assert.equal(env.npm_config_nodedir, undefined);
  assert.equal(env.PATH, path.dirname(nodePath), 'it is the first one already');
});

test('a TMPDIR that nothing can be written to, or too deep for sockets, is replaced', () => {
  const temporaryDir = TMPDIR =>
    createChildEnvironment(
      { PATH: '/usr/bin', TMPDIR },
      { nodePath: process.execPath, nodeVersion: '0.0.0', binDirs: [] },
    ).TMPDIR;
  assert.equal(temporaryDir('/no/such/folder'), '/tmp');
  assert.equal(temporaryDir('/tmp'), '/tmp');
  if (process.platform === 'linux') {
    const deep = path.join(root, 'a'.repeat(60));
    mkdirSync(deep);
    assert.equal(temporaryDir(deep), '/tmp');
  }
});

test('npm and Yarn are told apart', () => {
  const called = agent => isCalledByYarn({ npm_config_user_agent: agent });
  assert.equal(called('yarn/4.13.0 npm/? node/v22.23.3 linux x64'), true);
  assert.equal(called('npm/11.19.1 node/v20.20.2 linux x64'), false);
  assert.equal(called(undefined), false);
});
