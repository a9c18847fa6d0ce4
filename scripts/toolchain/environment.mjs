import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { toolchainDir } from './paths.mjs';

const SYSTEM_CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Whether npm or Yarn called us, by what they put into the environment. */
export function isCalledByYarn(env) {
  return (env.npm_config_user_agent ?? '').startsWith('yarn/');
}

/**
 * The environment for everything that is started: the chosen Node and Yarn come
 * first, traces of the npm call that started us are gone.
 *
 * @param toolchain - `{ nodePath, nodeVersion, binDirs }`
 */
export function createChildEnvironment(env, toolchain) {
  const child = Object.fromEntries(
    Object.entries(env).filter(([name]) => !isTraceOfCaller(name)),
  );

  const nodeDir = path.dirname(toolchain.nodePath);
  const dirs = [...toolchain.binDirs];
  if (!isFirstNode(env.PATH, toolchain.nodePath)) {
    dirs.push(nodeDir);
  }
  child.PATH = [...dirs, env.PATH].filter(Boolean).join(path.delimiter);

  // Without headers node-gyp downloads them, which fails behind many firewalls;
  // with those of another Node it compiles for the wrong one.
  const prefix = path.dirname(nodeDir);
  if (readHeadersVersion(prefix) === toolchain.nodeVersion) {
    child.npm_config_nodedir = prefix;
  }

  if (!child.NODE_EXTRA_CA_CERTS && existsSync(SYSTEM_CERTIFICATES)) {
    child.NODE_EXTRA_CA_CERTS = SYSTEM_CERTIFICATES;
  }
  // Thousands of lines of compilers; what matters of them is shown on failure.
  passOn(child, 'YARN_ENABLE_INLINE_BUILDS', 'false');
  // npm understands these, Yarn has names of its own.
  passOn(child, 'YARN_HTTPS_PROXY', env.HTTPS_PROXY ?? env.https_proxy);
  passOn(child, 'YARN_HTTP_PROXY', env.HTTP_PROXY ?? env.http_proxy);
  passOn(child, 'YARN_NPM_REGISTRY_SERVER', env.npm_config_registry);

  if (!isFitForTemporaryFiles(env.TMPDIR)) {
    child.TMPDIR = '/tmp';
  }
  if (!isWritable(homedir())) {
    passOn(child, 'YARN_GLOBAL_FOLDER', path.join(toolchainDir, 'yarn'));
    passOn(child, 'npm_config_cache', path.join(toolchainDir, 'npm-cache'));
  }
  return child;
}

function passOn(env, name, value) {
  if (value && env[name] === undefined) {
    env[name] = value;
  }
}

/**
 * Sockets are made in there, and a path of one has 107 characters at most; long ones
 * are normal on macOS, which has no other place.
 */
function isFitForTemporaryFiles(dir) {
  return (
    dir === undefined ||
    !isWritable('/tmp') ||
    (isWritable(dir) && (dir.length <= 40 || process.platform !== 'linux'))
  );
}

/** What npm and Yarn tell the script they run, but not the scripts of others. */
function isTraceOfCaller(name) {
  return (
    /^npm_(lifecycle|package|command|execpath|node_execpath)/.test(name) ||
    /^npm_config_(user_agent|local_prefix|global_prefix|prefix|node_gyp|noproxy)$/.test(
      name,
    ) ||
    name === 'INIT_CWD' ||
    name === 'NODE' ||
    name === 'PROJECT_CWD'
  );
}

/** Whether `node` on the PATH is the one that was chosen. */
function isFirstNode(searchPath, nodePath) {
  for (const dir of (searchPath ?? '').split(path.delimiter)) {
    const candidate = path.join(dir, 'node');
    if (dir && existsSync(candidate)) {
      return realpathSync(candidate) === realpathSync(nodePath);
    }
  }
  return false;
}

/** The version of the C headers under `<prefix>/include/node`, if there are any. */
export function readHeadersVersion(prefix) {
  const file = path.join(prefix, 'include/node/node_version.h');
  if (!existsSync(file)) {
    return undefined;
  }
  const text = readFileSync(file, 'utf8');
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map(
    part => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1],
  );
  return numbers.join('.');
}

export function isWritable(dir) {
  try {
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
