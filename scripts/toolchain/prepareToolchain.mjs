import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { CommandProblem } from './CommandProblem.mjs';
import { createChildEnvironment, isCalledByYarn } from './environment.mjs';
import { explainFailure } from './explainFailure.mjs';
import { rootDir, toolchainDir } from './paths.mjs';
import { runProcess } from './runProcess.mjs';
import {
  NODE_VERSION,
  detectLibc,
  findNodePackage,
  isSuitableNode,
  readYarnVersion,
} from './versions.mjs';

/**
 * Finds the Node and the Yarn the repository needs and fetches what is missing
 * into an ignored folder.
 *
 * @remarks
 * Both come from the npm registry as real dependencies of a package.json there:
 * what is merely placed beside them would be pruned by the next installation.
 *
 * @returns `{ nodePath, nodeVersion, env }`, where `env` is for everything that is
 * started from here on
 */
export async function prepareToolchain() {
  const yarnVersion = readYarnVersion(
    JSON.parse(readFileSync(path.join(rootDir, 'package.json'), 'utf8')),
  );
  const needsNode = !isSuitableNode(process.version);
  const needsYarn = !hasYarn(yarnVersion);

  if (!needsNode && !needsYarn) {
    return describe({ nodePath: process.execPath, binDirs: [] });
  }

  const nodePackage = needsNode ? requireNodePackage() : undefined;
  const nodePath = nodePackage
    ? path.join(toolchainDir, 'node_modules', nodePackage, 'bin/node')
    : process.execPath;
  const yarnPath = path.join(
    toolchainDir,
    'node_modules/@yarnpkg/cli-dist/bin/yarn.js',
  );

  const isComplete = () =>
    readVersion(nodePath, []) !== undefined &&
    (!nodePackage || readVersion(nodePath, []) === NODE_VERSION) &&
    readVersion(nodePath, [yarnPath]) === yarnVersion;

  if (!isComplete()) {
    await fetchPackages(
      {
        ...(nodePackage ? { [nodePackage]: NODE_VERSION } : {}),
        '@yarnpkg/cli-dist': yarnVersion,
      },
      isComplete,
    );
  }
  return describe({ nodePath, binDirs: [writeYarnShim()] });
}

function describe({ nodePath, binDirs }) {
  const nodeVersion = readVersion(nodePath, []);
  const env = createChildEnvironment(process.env, {
    nodePath,
    nodeVersion,
    binDirs,
  });
  return { nodePath, nodeVersion, env };
}

/** Yarn calls us with itself on the PATH; otherwise the PATH is asked. */
function hasYarn(version) {
  if (isCalledByYarn(process.env)) {
    return process.env.npm_config_user_agent.startsWith(`yarn/${version} `);
  }
  const { stdout } = spawnSync('yarn', ['--version'], {
    cwd: rootDir,
    encoding: 'utf8',
    timeout: 10_000,
    stdio: ['ignore', 'pipe', 'ignore'],
    // Corepack would go and fetch it from somewhere else.
    env: { ...process.env, COREPACK_ENABLE_NETWORK: '0' },
  });
  return stdout?.trim() === version;
}

function requireNodePackage() {
  const found = findNodePackage(process.platform, process.arch, detectLibc());
  if (found.problem) {
    throw new CommandProblem(
      `Node ${process.version} cannot run the portal; it needs Node 22 or 24 (below 24.19).\n${found.problem}`,
    );
  }
  return found.name;
}

function readVersion(nodePath, args) {
  if (!existsSync(nodePath)) {
    return undefined;
  }
  const { status, stdout } = spawnSync(nodePath, [...args, '--version'], {
    // Outside of the project Yarn reads no configuration and answers at once.
    cwd: toolchainDir,
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

async function fetchPackages(dependencies, isComplete) {
  const names = Object.entries(dependencies).map(entry => entry.join('@'));
  process.stdout.write(
    `Fetching ${names.join(' and ')} into .toolchain (once, about 50 MB)\n`,
  );
  let output = '';
  // A cache that was cut off in the middle of a write fails for ever, so the
  // second attempt starts from nothing.
  for (const cacheArgs of [
    [],
    ['--cache', path.join(toolchainDir, 'npm-cache')],
  ]) {
    try {
      mkdirSync(toolchainDir, { recursive: true });
      if (cacheArgs.length > 0) {
        rmSync(path.join(toolchainDir, 'node_modules'), {
          recursive: true,
          force: true,
        });
      }
      writeManifest(dependencies);
    } catch (error) {
      throw new CommandProblem(
        `Cannot write to ${toolchainDir}: ${error.message}. The repository must belong to the user who runs this command.`,
      );
    }
    const [command, ...args] = findNpm();
    const env = { ...process.env };
    delete env.npm_config_local_prefix;
    const result = await runProcess(
      command,
      [
        ...args,
        'install',
        '--prefix',
        toolchainDir,
        '--no-audit',
        '--no-fund',
        '--no-package-lock',
        '--loglevel=error',
        ...cacheArgs,
      ],
      { cwd: toolchainDir, env, echo: false, capture: true },
    ).catch(error => ({ code: 1, output: error.message }));
    output = result.output;
    if (result.code === 0 && isComplete()) {
      return;
    }
    process.stdout.write('That did not work, trying once more\n');
  }
  throw new CommandProblem(
    `Could not fetch ${names.join(' and ')} from the npm registry.\n${
      explainFailure(output) ??
      'Install Node 22 and Yarn yourself, or look at what npm said:'
    }\n\n${output.trim().slice(-3000)}`,
  );
}

function writeManifest(dependencies) {
  const file = path.join(toolchainDir, 'package.json');
  let earlier = {};
  try {
    earlier = JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {};
  } catch {
    // None yet, or cut off: written anew.
  }
  const manifest = {
    private: true,
    description: 'Node and Yarn, fetched by npm start and npm test',
    dependencies: { ...earlier, ...dependencies },
  };
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function findNpm() {
  const script = process.env.npm_execpath ?? '';
  return script.endsWith('npm-cli.js') && existsSync(script)
    ? [process.execPath, script]
    : ['npm'];
}

/** Scripts of the packages call `yarn`, so it has to be a command. */
function writeYarnShim() {
  const binDir = path.join(toolchainDir, 'bin');
  const file = path.join(binDir, 'yarn');
  const text = `#!/bin/sh
exec node "$(dirname "$0")/../node_modules/@yarnpkg/cli-dist/bin/yarn.js" "$@"
`;
  mkdirSync(binDir, { recursive: true });
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    writeFileSync(file, text, { mode: 0o755 });
  }
  return binDir;
}
