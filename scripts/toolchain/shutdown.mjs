import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

const stops = new Set();
let ending;

/**
 * Who is stopped when: first what uses services, then the services in their own
 * way, then whatever processes of theirs are left.
 */
export const ShutdownOrder = { user: 0, service: 1, servicePart: 2 };

/**
 * Registers something that must be stopped before this process ends by a signal.
 *
 * @returns takes the registration back
 */
export function onShutdown(stop, order = ShutdownOrder.user) {
  const entry = { stop, order };
  stops.add(entry);
  return () => stops.delete(entry);
}

/** Stops everything that is registered, within an order the latest first. */
export async function shutDown(signal) {
  for (const order of Object.values(ShutdownOrder)) {
    for (const entry of [...stops].reverse()) {
      if (entry.order === order && stops.delete(entry)) {
        try {
          await entry.stop(signal);
        } catch (error) {
          process.stderr.write(`Could not stop cleanly: ${error?.message}\n`);
        }
      }
    }
  }
}

/** Whether a signal has been received and things are being stopped. */
export function isShuttingDown() {
  return ending !== undefined;
}

/**
 * Makes Ctrl-C and a polite kill end everything that was started. A second
 * signal while that is under way changes nothing: the wait is bounded.
 *
 * @remarks
 * Also watches the parent when npm or Yarn started us: once they are gone there
 * is nobody left who could stop us.
 */
export function installShutdown() {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
  const end = signal => {
    ending ??= shutDown('SIGTERM').finally(() =>
      process.exit(128 + numbers[signal]),
    );
  };
  for (const signal of Object.keys(numbers)) {
    process.on(signal, () => end(signal));
  }
  // Output into a pipe that nobody reads any more is no reason to stop halfway.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {});
  }
  if (process.env.npm_lifecycle_event) {
    const callers = findCallers();
    setInterval(() => {
      if (findCallers() !== callers) {
        end('SIGTERM');
      }
    }, 500).unref();
  }
}

/** Our parent and, where that is a shell npm put in between, the parent of it. */
function findCallers() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const [, grandparent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /^(da|ba|a)?sh$/.test(name)
      ? `${parent} ${grandparent}`
      : `${parent}`;
  } catch {
    return `${parent}`;
  }
}
