import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { isWritable } from '../toolchain/environment.mjs';
import { sendSignal } from '../toolchain/processTree.mjs';

const PREFIX = 'dwt-';
const OWNER_FILE = 'owner';

/**
 * Where temporary folders go. Sockets live in them and a path of one must stay
 * below 108 characters, which rules out many a TMPDIR.
 */
export function findTemporaryRoot() {
  return isWritable('/tmp') ? '/tmp' : tmpdir();
}

/**
 * A folder for one service that knows how to vanish with everything that lives in
 * it: processes started from it, mounts made below it, files.
 */
export class TemporaryFolder {
  #path;

  constructor(folder) {
    this.#path = folder;
  }

  static create(name) {
    const folder = mkdtempSync(
      path.join(findTemporaryRoot(), `${PREFIX}${name}-`),
    );
    // A server that runs as another user has to get in.
    chmodSync(folder, 0o711);
    writeFileSync(
      path.join(folder, OWNER_FILE),
      JSON.stringify({ pid: process.pid, started: readStartTime(process.pid) }),
    );
    return new TemporaryFolder(folder);
  }

  get path() {
    return this.#path;
  }

  join(...parts) {
    return path.join(this.#path, ...parts);
  }

  /** Ends what still runs in it, takes its mounts away and deletes it. */
  async remove() {
    for (let attempt = 0; attempt < 50; attempt++) {
      const pids = findProcessesUsing(this.#path);
      if (pids.length === 0) {
        break;
      }
      pids.forEach(pid => sendSignal(pid, 'SIGKILL'));
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    for (const mountPoint of findMountsBelow(this.#path)) {
      spawnSync('umount', ['--lazy', mountPoint], { stdio: 'ignore' });
    }
    // Without this check a mount that would not go could have its source emptied.
    if (findMountsBelow(this.#path).length === 0) {
      rmSync(this.#path, {
        recursive: true,
        force: true,
        maxRetries: 5,
        retryDelay: 200,
      });
    }
  }
}

/** Removes the folders of former runs that were killed before they could do it. */
export async function removeLeftovers(name) {
  const root = findTemporaryRoot();
  const prefix = `${PREFIX}${name}-`;
  for (const entry of readdirSync(root)) {
    const folder = path.join(root, entry);
    if (
      entry.startsWith(prefix) &&
      isOwnedByUs(folder) &&
      !isOwnerAlive(folder)
    ) {
      process.stdout.write(`Removing what a former run left: ${folder}\n`);
      await new TemporaryFolder(folder).remove();
    }
  }
}

function isOwnedByUs(folder) {
  const { uid } = statSync(folder);
  const me = process.getuid?.();
  return me === 0 || uid === me;
}

function isOwnerAlive(folder) {
  try {
    const owner = JSON.parse(
      readFileSync(path.join(folder, OWNER_FILE), 'utf8'),
    );
    const started = readStartTime(owner.pid);
    return started !== undefined && started === owner.started;
  } catch {
    // Just being made by somebody, or cut off long ago.
    return Date.now() - statSync(folder).mtimeMs < 60_000;
  }
}

/**
 * When a process started, in whatever unit the system uses; undefined when there
 * is no such process. Tells a process from a later one with the same id.
 */
function readStartTime(pid) {
  if (process.platform !== 'linux') {
    return sendSignal(pid, 0) ? 'running' : undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return undefined;
  }
}

/** Processes that name the folder in their command line or work inside of it. */
export function findProcessesUsing(folder) {
  if (!existsSync('/proc/self/cmdline')) {
    return [];
  }
  const inside = `${folder}/`;
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .map(Number)
    .filter(pid => pid !== process.pid)
    .filter(pid => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return (
          command.includes(inside) ||
          command.split('\0').includes(folder) ||
          `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(inside)
        );
      } catch {
        return false;
      }
    });
}

/** Mount points below a folder, the innermost first. */
export function findMountsBelow(folder) {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map(line => line.split(' ')[4])
      .filter(point => point?.startsWith(`${folder}/`))
      .reverse();
  } catch {
    return [];
  }
}
