import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { onShutdown } from './shutdown.mjs';
import { findDescendants, listProcesses, sendSignal } from './processTree.mjs';

const GRACE_MS = 10_000;

/**
 * Starts a command as the leader of its own process group, so that one signal
 * reaches everything it starts, and ends it when this process is told to end.
 *
 * @remarks
 * The group is not in the foreground of the terminal: Ctrl-C comes to this
 * process alone, which passes it on and waits. Standard input is closed for the
 * same reason.
 *
 * @param options - `cwd`, `env`, `uid`, `gid`; `logFile` receives all output;
 * `echo: false` keeps it off the terminal; `order` is a `ShutdownOrder`
 * @returns `{ pid, exited, stop }`; `exited` resolves to `{ code, signal, output }`
 * with the last part of the output, when it was captured
 */
export function startProcess(command, args, options = {}) {
  const { cwd, env, uid, gid, logFile, echo = true, capture, order } = options;
  const piped = Boolean(logFile || capture || !echo);
  const child = spawn(command, args, {
    cwd,
    env,
    uid,
    gid,
    detached: true,
    stdio: piped
      ? ['ignore', 'pipe', 'pipe']
      : ['ignore', 'inherit', 'inherit'],
  });

  const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
  let output = '';
  for (const [source, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    source?.setEncoding('utf8');
    source?.on('data', chunk => {
      output = (output + chunk).slice(-64_000);
      log?.write(chunk);
      if (echo) {
        terminal.write(chunk);
      }
    });
  }

  const dismissGuard = guardGroup(child.pid);
  const exited = new Promise((resolve, reject) => {
    child.once('error', error => {
      log?.end();
      unregister();
      reject(error);
    });
    // 'exit' and not 'close': a grandchild that keeps the pipe open must not
    // make us wait for ever. The last output is given a moment to arrive.
    child.once('exit', async (code, signal) => {
      const closed = new Promise(done => child.once('close', done));
      const timer = new AbortController();
      await Promise.race([
        closed,
        sleep(2000, undefined, { signal: timer.signal }).catch(() => {}),
      ]);
      timer.abort();
      log?.end();
      dismissGuard();
      unregister();
      resolve({ code, signal, output });
    });
  });
  exited.catch(() => {});

  const stop = async (signal = 'SIGTERM') => {
    if (child.pid === undefined) {
      return;
    }
    await endTree(child.pid, exited, signal);
  };
  const unregister = onShutdown(stop, order);
  return { pid: child.pid, exited, stop };
}

/**
 * Ends a process group when this process dies without a chance to do it itself: a
 * shell waits for the other end of a pipe to close.
 *
 * @returns sends the shell away
 */
function guardGroup(pid) {
  if (pid === undefined) {
    return () => {};
  }
  const guard = spawn(
    'sh',
    [
      '-c',
      'read -r _ && exit; kill -s TERM -- "-$0"; sleep 10; kill -s KILL -- "-$0"',
      String(pid),
    ],
    { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  // Without a shell there is no guard, which is no reason to fail.
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  guard.stdin.unref();
  return () => guard.stdin.end('\n');
}

/** Starts a command and waits for its end. */
export function runProcess(command, args, options) {
  return startProcess(command, args, options).exited;
}

/**
 * Ends a process group and whatever its members started outside of the group
 * (browsers like to lead groups of their own), politely first.
 */
async function endTree(pid, exited, signal) {
  const before = findDescendants(pid, listProcesses());
  sendSignal(-pid, signal);
  const timer = new AbortController();
  await Promise.race([
    exited.catch(() => {}),
    sleep(GRACE_MS, undefined, { signal: timer.signal }).catch(() => {}),
  ]);
  timer.abort();

  // Process ids are reused, so a process only counts as the same one when it
  // also started at the same time.
  const survivors = () => {
    const running = listProcesses();
    const same = before.filter(one =>
      running.some(
        other => other.pid === one.pid && other.started === one.started,
      ),
    );
    return [...same, ...findDescendants(pid, running)];
  };
  if (survivors().length > 0) {
    sendSignal(-pid, signal);
    for (let i = 0; i < 20 && survivors().length > 0; i++) {
      await sleep(100);
    }
  }
  sendSignal(-pid, 'SIGKILL');
  survivors().forEach(survivor => sendSignal(survivor.pid, 'SIGKILL'));
  await exited.catch(() => {});
}
