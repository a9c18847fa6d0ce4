import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/** A process that can be killed and started again, and is ended by its own pid. */
export class Daemon {
  #command;
  #args;
  #options;
  #isReady;
  #child;

  constructor({ command, args, isReady, logFile, ...options }) {
    this.#command = command;
    this.#args = args;
    this.#isReady = isReady;
    const log = logFile ? openSync(logFile, 'a') : 'ignore';
    this.#options = { stdio: ['ignore', log, log], ...options };
  }

  get pid() {
    return this.#child?.pid;
  }

  /** @throws when it is not ready within `limitMs` */
  async start({ limitMs = 60_000 } = {}) {
    this.#child = spawn(this.#command, this.#args, this.#options);
    const until = Date.now() + limitMs;
    while (Date.now() < until) {
      if (await this.#isReady()) {
        return;
      }
      if (this.#child.exitCode !== null) {
        throw new Error(`${this.#command} ended with ${this.#child.exitCode}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`${this.#command} did not get ready`);
  }

  async end(signal = 'SIGTERM') {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
  }
}
