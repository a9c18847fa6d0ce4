import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { findCommand } from '../toolchain/findCommand.mjs';
import { ServiceMissing } from './ServiceMissing.mjs';

export const TEST_IMAGE = 'busybox:test';

/**
 * Makes an image out of the machine's static busybox and imports it, so that
 * tests need no image registry.
 *
 * @remarks
 * Speaks to the engine directly: a docker command line that is much newer than
 * the engine refuses to.
 */
export async function importBusyboxImage({ socketPath, workDir }) {
  const busybox = findCommand('busybox');
  if (!busybox) {
    throw new ServiceMissing(
      'busybox is missing (apt-get install busybox-static)',
    );
  }
  const rootfs = path.join(workDir, 'rootfs');
  for (const dir of ['bin', 'etc', 'tmp']) {
    mkdirSync(path.join(rootfs, dir), { recursive: true });
  }
  copyFileSync(busybox, path.join(rootfs, 'bin/busybox'));
  chmodSync(path.join(rootfs, 'bin/busybox'), 0o755);
  const commands = spawnSync(busybox, ['--list'], { encoding: 'utf8' });
  for (const command of commands.stdout.split('\n').filter(Boolean)) {
    if (command !== 'busybox') {
      symlinkSync('busybox', path.join(rootfs, 'bin', command));
    }
  }

  const tar = spawn('tar', ['-c', '-C', rootfs, '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [repo, tag] = TEST_IMAGE.split(':');
  const query = new URLSearchParams({
    fromSrc: '-',
    repo,
    tag,
    changes: 'CMD ["/bin/sleep","3600"]',
  });
  const { status, body } = await request({
    socketPath,
    method: 'POST',
    path: `/images/create?${query}`,
    body: tar.stdout,
  });
  if (status !== 200 || /"error"/.test(body)) {
    throw new Error(`The test image could not be imported: ${status} ${body}`);
  }
}

/** One request to an engine. @returns `{ status, body }` */
export function request({
  socketPath,
  method = 'GET',
  path: url,
  body,
  timeoutMs = 60_000,
}) {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(
      { socketPath, method, path: url, timeout: timeoutMs, agent: false },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => (text += chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode, body: text }),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.once('timeout', () => outgoing.destroy(new Error('timed out')));
    if (body) {
      outgoing.setHeader('content-type', 'application/x-tar');
      body.pipe(outgoing);
    } else {
      outgoing.end();
    }
  });
}
