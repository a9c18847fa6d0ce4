/** The Node that is fetched where no suitable one runs. */
export const NODE_VERSION = '22.23.3';

/**
 * Whether the portal runs on this Node.
 *
 * @remarks
 * Node 22 from 22.12 on (`require` of ES modules), and Node 24 below 24.19: from
 * there on better-sqlite3 12, which Backstage asks for, aborts the process.
 */
export function isSuitableNode(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return (major === 22 && minor >= 12) || (major === 24 && minor < 19);
}

/** The Yarn of `packageManager` in a package.json, as a bare version. */
export function readYarnVersion(packageJson) {
  const match = /^yarn@(\d+\.\d+\.\d+)/.exec(packageJson.packageManager ?? '');
  if (!match) {
    throw new Error(
      `packageManager in package.json is '${packageJson.packageManager}'; it must name Yarn with a version, such as yarn@4.13.0`,
    );
  }
  return match[1];
}

const NODE_PACKAGES = new Set([
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-x64',
]);

/**
 * The npm package that holds the Node binary for a platform, or the reason why
 * there is none.
 *
 * @returns `{ name }` or `{ problem }`
 */
export function findNodePackage(platform, arch, libc) {
  if (platform === 'win32') {
    return {
      problem:
        'Windows is supported through WSL 2: open the repository in a Linux distribution there and run the command again.',
    };
  }
  if (platform === 'linux' && libc === 'musl') {
    return {
      problem: `This Linux uses musl, for which the npm registry has no Node binary. Install Node 22 with the system's packages (Alpine: apk add nodejs npm python3 make g++) and run the command again.`,
    };
  }
  if (!NODE_PACKAGES.has(`${platform}-${arch}`)) {
    return {
      problem: `There is no Node package for ${platform}-${arch}. Install Node 22 (22.12 or later) yourself and run the command again.`,
    };
  }
  return { name: `node-${platform}-${arch}` };
}

/** `glibc` or `musl` on Linux, otherwise undefined. */
export function detectLibc() {
  if (process.platform !== 'linux') {
    return undefined;
  }
  const { header } = process.report.getReport();
  return header.glibcVersionRuntime ? 'glibc' : 'musl';
}
