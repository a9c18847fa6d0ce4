import { spawn } from 'node:child_process';

/**
 * Hands the terminal over to a command, as a shell would: it reads the keyboard and
 * gets Ctrl-C by itself. Other signals are passed on.
 *
 * @returns its exit code
 */
export function runInForeground(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP']) {
      process.on(signal, () => child.kill(signal));
    }
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}
