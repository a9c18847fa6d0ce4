import { randomBytes } from 'node:crypto';
import {
  DrivenContainer,
  EngineDrive,
} from 'backstage-plugin-docker-watcher-node/testUtils';
import { sendToEngine } from './sendToEngine';

/** Carried by every container that a test makes. */
export const TEST_LABEL = 'docker-watcher.test';

/**
 * Acts on a real engine for a test. The engine is shared: look only at containers
 * that carry {@link TEST_LABEL} with the value `tag`.
 */
export class DockerDrive implements EngineDrive {
  readonly tag = randomBytes(8).toString('hex');
  readonly #socketPath: string;
  readonly #image: string;

  static create(options: { socketPath: string; image: string }): DockerDrive {
    return new DockerDrive(options);
  }

  private constructor(options: { socketPath: string; image: string }) {
    this.#socketPath = options.socketPath;
    this.#image = options.image;
  }

  async create(
    container: DrivenContainer = {},
    particulars: { config?: object; hostConfig?: object } = {},
  ): Promise<string> {
    const { name, labels, environment = {}, exitCode, health } = container;
    const query = name ? `?name=${encodeURIComponent(name)}` : '';
    const answer = await this.#send('POST', `/containers/create${query}`, {
      Image: this.#image,
      Cmd:
        exitCode === undefined
          ? ['/bin/sleep', '3600']
          : ['/bin/sh', '-c', `exit ${exitCode}`],
      Labels: { ...labels, [TEST_LABEL]: this.tag },
      Env: Object.entries(environment).map(([key, value]) => `${key}=${value}`),
      StopTimeout: 0,
      ...(health
        ? {
            Healthcheck: {
              Test: ['CMD', health === 'healthy' ? '/bin/true' : '/bin/false'],
              Interval: 500_000_000,
              Timeout: 10_000_000_000,
              Retries: 1,
            },
          }
        : {}),
      ...particulars.config,
      HostConfig: particulars.hostConfig,
    });
    return readField(answer, 'Id');
  }

  async start(id: string): Promise<void> {
    await this.#send('POST', `/containers/${id}/start`);
  }

  async stop(id: string): Promise<void> {
    await this.#send('POST', `/containers/${id}/stop?t=0`);
  }

  async kill(id: string, signal = 'KILL'): Promise<void> {
    await this.#send('POST', `/containers/${id}/kill?signal=${signal}`);
  }

  async pause(id: string): Promise<void> {
    await this.#send('POST', `/containers/${id}/pause`);
  }

  async unpause(id: string): Promise<void> {
    await this.#send('POST', `/containers/${id}/unpause`);
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#send('POST', `/containers/${id}/rename?name=${name}`);
  }

  async remove(id: string): Promise<void> {
    await this.#send('DELETE', `/containers/${id}?force=true&v=true`);
  }

  async exec(id: string, command: string[]): Promise<void> {
    const answer = await this.#send('POST', `/containers/${id}/exec`, {
      Cmd: command,
      AttachStdout: true,
    });
    await this.#send('POST', `/exec/${readField(answer, 'Id')}/start`, {});
  }

  async sendRaw(method: string, path: string, body?: unknown): Promise<string> {
    return this.#send(method, path, body);
  }

  /** What the engine itself remembers of it, in the words of the log. */
  async happenedTo(id: string): Promise<string[]> {
    const words: Record<string, string> = {
      create: 'created',
      start: 'started',
      pause: 'paused',
      unpause: 'unpaused',
    };
    const filters = JSON.stringify({
      container: [id],
      event: Object.keys(words),
    });
    const answer = await this.#send(
      'GET',
      `/events?since=1&until=${Math.ceil(
        Date.now() / 1000,
      )}&filters=${encodeURIComponent(filters)}`,
    );
    return answer
      .split('\n')
      .filter(Boolean)
      .map(line => words[JSON.parse(line).Action]);
  }

  async dispose(): Promise<void> {
    const filters = JSON.stringify({ label: [`${TEST_LABEL}=${this.tag}`] });
    const answer = await this.#send(
      'GET',
      `/containers/json?all=true&filters=${encodeURIComponent(filters)}`,
    );
    const left: { Id: string }[] = JSON.parse(answer);
    await Promise.all(left.map(({ Id }) => this.remove(Id)));
  }

  async #send(method: string, path: string, body?: unknown): Promise<string> {
    const request = { method, path, body };
    const { status, text } = await sendToEngine(this.#socketPath, request);
    // 304: it was so already.
    if (status >= 400) {
      throw new Error(`${method} ${path} answered ${status}: ${text}`);
    }
    return text;
  }
}

function readField(json: string, name: string): string {
  const value: unknown = JSON.parse(json)[name];
  if (typeof value !== 'string') {
    throw new Error(`No ${name} in ${json}`);
  }
  return value;
}
