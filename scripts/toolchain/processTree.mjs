import { spawnSync } from 'node:child_process';

/** All processes of the machine as `{ pid, ppid, started }`. */
export function listProcesses() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,lstart='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return parseProcessList(stdout ?? '');
}

export function parseProcessList(text) {
  return text
    .split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.+?)\s*$/.exec(line))
    .filter(match => match !== null)
    .map(match => ({
      pid: Number(match[1]),
      ppid: Number(match[2]),
      started: match[3],
    }));
}

/** The processes of a list that descend from `pid`, without `pid` itself. */
export function findDescendants(pid, processes) {
  const found = [];
  const parents = new Set([pid]);
  let grew = true;
  while (grew) {
    grew = false;
    for (const candidate of processes) {
      if (parents.has(candidate.ppid) && !parents.has(candidate.pid)) {
        parents.add(candidate.pid);
        found.push(candidate);
        grew = true;
      }
    }
  }
  return found;
}

/**
 * Sends a signal to a process group or, with a positive number, to a process.
 *
 * @returns whether something was there to receive it
 */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH' || error.code === 'EPERM') {
      return false;
    }
    throw error;
  }
}
