import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const engineHost = process.env.DOCKER_WATCHER_TEST_DOCKER_HOST;
export const image = process.env.DOCKER_WATCHER_TEST_IMAGE ?? '';

/** Why tests that need an engine are left out, unless there is one. */
export const withoutEngine =
  process.env.DOCKER_WATCHER_E2E_URL && engineHost && image
    ? undefined
    : 'No Docker engine: set DOCKER_WATCHER_TEST_DOCKER_HOST and DOCKER_WATCHER_TEST_IMAGE';

/** Runs the docker command line against the test engine. */
export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await run('docker', ['-H', engineHost ?? '', ...args], {
    env: { ...process.env, DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined },
  });
  return stdout.trim();
}

/** Containers of one test file, removed at its end. */
export class Containers {
  readonly prefix = `e2e-${Math.random().toString(36).slice(2, 8)}`;
  readonly #ids: string[] = [];

  name(part: string): string {
    return `${this.prefix}-${part}`;
  }

  /**
   * Without a network unless the options name one: a network interface that comes
   * or goes makes Chromium give up whatever it is loading (ERR_NETWORK_CHANGED).
   */
  async create(part: string, options: string[] = [], command: string[] = []) {
    const network = options.includes('--network') ? [] : ['--network', 'none'];
    const id = await docker(
      ...['create', '--init', '--name', this.name(part), ...network],
      ...[...options, image, ...(command.length ? command : ['sleep', '3600'])],
    );
    this.#ids.push(id);
    return id;
  }

  async run(part: string, options: string[] = [], command: string[] = []) {
    const id = await this.create(part, options, command);
    await docker('start', id);
    return id;
  }

  async dispose() {
    for (const id of this.#ids.splice(0)) {
      await docker('rm', '-f', '-v', id).catch(() => {});
    }
  }
}
