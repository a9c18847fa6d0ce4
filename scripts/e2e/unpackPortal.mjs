import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Lays out the production build as the image of packages/backend/Dockerfile does,
 * but with links to the installed packages instead of another installation.
 *
 * @remarks Our own packages come from the bundle alone. Start the result with
 * `--preserve-symlinks`, so that the linked packages find them there too.
 */
export function unpackPortal({ rootDir, targetDir }) {
  const dist = path.join(rootDir, 'packages/backend/dist');
  for (const name of ['skeleton.tar.gz', 'bundle.tar.gz']) {
    const archive = path.join(dist, name);
    if (!existsSync(archive)) {
      throw new Error(
        `There is no production build (${archive} is missing); make one with: yarn tsc && yarn build:all`,
      );
    }
    extract(archive, targetDir);
  }
  symlinkSync(path.join(rootDir, 'examples'), path.join(targetDir, 'examples'));

  const own = new Map(
    ['packages', 'plugins'].flatMap(folder =>
      readdirSync(path.join(targetDir, folder)).map(name => {
        const dir = path.join(targetDir, folder, name);
        const manifest = readFileSync(path.join(dir, 'package.json'), 'utf8');
        return [JSON.parse(manifest).name, dir];
      }),
    ),
  );
  linkPackages(path.join(rootDir, 'node_modules'), {
    into: path.join(targetDir, 'node_modules'),
    except: own,
  });
  for (const [name, dir] of own) {
    symlinkSync(dir, path.join(targetDir, 'node_modules', name));
    const source = path.join(
      rootDir,
      path.relative(targetDir, dir),
      'node_modules',
    );
    if (existsSync(source)) {
      const into = path.join(dir, 'node_modules');
      rmSync(into, { recursive: true, force: true });
      linkPackages(source, { into, except: own });
    }
  }
}

function linkPackages(source, { into, except }) {
  mkdirSync(into, { recursive: true });
  for (const name of readdirSync(source)) {
    if (!name.startsWith('.') && !except.has(name)) {
      symlinkSync(path.join(source, name), path.join(into, name));
    }
  }
}

function extract(archive, targetDir) {
  const { status, stderr } = spawnSync(
    'tar',
    ['-xzf', archive, '-C', targetDir],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`Cannot unpack ${archive}: ${stderr}`);
  }
}
