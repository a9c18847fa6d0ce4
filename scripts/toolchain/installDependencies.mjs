import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandProblem } from './CommandProblem.mjs';
import { explainFailure, findMissingCompiler } from './explainFailure.mjs';
import { findCommand } from './findCommand.mjs';
import { rootDir, toolchainDir } from './paths.mjs';
import { runProcess } from './runProcess.mjs';

/**
 * Inside node_modules, so that whoever removes that folder removes the memory of
 * it too.
 */
const stampFile = path.join(rootDir, 'node_modules/.docker-watcher-installed');

/**
 * Installs exactly what yarn.lock says, unless that has been done for the very
 * same manifests, Node and platform.
 */
export async function installDependencies({ nodePath, nodeVersion, env }) {
  const fingerprint = calculateFingerprint(rootDir, nodeVersion);
  if (existsSync(stampFile)) {
    if (readFileSync(stampFile, 'utf8') === fingerprint) {
      return;
    }
  }
  process.stdout.write('Installing the packages (yarn install --immutable)\n');
  await install(env);
  await ensureDatabaseDriver({ nodePath, env });
  writeFileSync(stampFile, fingerprint);
}

/** Changes whenever an installation may come out differently. */
export function calculateFingerprint(root, nodeVersion) {
  const hash = createHash('sha256');
  const workspaces = ['packages', 'plugins'].flatMap(parent => {
    const dir = path.join(root, parent);
    return existsSync(dir)
      ? readdirSync(dir)
          .sort()
          .map(name => path.join(parent, name, 'package.json'))
      : [];
  });
  for (const file of [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...workspaces,
  ]) {
    const full = path.join(root, file);
    if (existsSync(full)) {
      hash.update(`${file}\0`).update(readFileSync(full)).update('\0');
    }
  }
  const [major] = nodeVersion.split('.');
  hash.update([major, process.platform, process.arch].join(' '));
  return hash.digest('hex');
}

async function install(env) {
  const attempts = [
    env,
    // A shared cache may hold half an archive from an earlier, interrupted call.
    { ...env, YARN_GLOBAL_FOLDER: path.join(toolchainDir, 'yarn') },
  ];
  let output = '';
  for (const attempt of attempts) {
    const result = await runProcess('yarn', ['install', '--immutable'], {
      cwd: rootDir,
      env: attempt,
      capture: true,
    }).catch(error => ({ code: 1, output: error.message }));
    if (result.code === 0) {
      return;
    }
    output = result.output;
    if (/YN0028/.test(output)) {
      break;
    }
    process.stdout.write('The installation failed\n');
  }
  const compiler = /better-sqlite3/.test(output)
    ? findUnfitPath(rootDir) ??
      findMissingCompiler(name => findCommand(name, env.PATH) !== undefined)
    : undefined;
  throw new CommandProblem(
    [
      'The packages could not be installed.',
      compiler ?? explainFailure(output) ?? findErrors(output),
      readBuildLog(output),
    ]
      .filter(Boolean)
      .join('\n'),
  );
}

/** make takes a space for the end of a path, so nothing is compiled below one. */
function findUnfitPath(dir) {
  return /\s/.test(dir)
    ? `better-sqlite3, the database of the demo, has to be compiled here, which does not work in a folder with a space in its path: '${dir}'. Move the repository.`
    : undefined;
}

/** The lines in which Yarn says what is wrong, without their stacks. */
function findErrors(output) {
  const errors = output
    .split('\n')
    .filter(line => /YN00(01|09|18|28)|Error:/.test(line));
  return ['Yarn said:', ...errors.slice(0, 15)].join('\n');
}

/** Yarn keeps the output of a failed build in a file of its own. */
function readBuildLog(output) {
  const file = /better-sqlite3.*?logs can be found here: (\S+)/.exec(
    output,
  )?.[1];
  return file && existsSync(file)
    ? `\n${readFileSync(file, 'utf8').trim().slice(-3000)}`
    : undefined;
}

/**
 * Yarn considers a native module built once it has been, for whatever Node. So it
 * is tried out with ours and built again where it does not load.
 */
async function ensureDatabaseDriver({ nodePath, env }) {
  const loads = () =>
    spawnSync(
      nodePath,
      ['-e', "new (require('better-sqlite3'))(':memory:').close()"],
      { cwd: path.join(rootDir, 'packages/backend'), env, encoding: 'utf8' },
    );
  if (loads().status === 0) {
    return;
  }
  process.stdout.write('Building better-sqlite3 for this Node\n');
  const result = await runProcess('yarn', ['rebuild', 'better-sqlite3'], {
    cwd: rootDir,
    env,
    capture: true,
  });
  const second = loads();
  if (second.status !== 0) {
    throw new CommandProblem(
      [
        'better-sqlite3, the database of the demo, does not load.',
        findMissingCompiler(
          name => findCommand(name, env.PATH) !== undefined,
        ) ?? second.stderr?.trim().slice(-1500),
        readBuildLog(result.output),
      ]
        .filter(Boolean)
        .join('\n'),
    );
  }
}
