import { EngineEventAction } from 'backstage-plugin-docker-watcher-node';
import { sendToEngine } from '../../src/__testUtils__/sendToEngine';
import { mapConcurrently } from '../../src/lib/mapConcurrently';

const LABEL = 'docker-watcher.bench';

/** The engine that the environment names. */
export class BenchEngine {
  readonly socketPath: string;
  readonly #image: string;

  static create(): BenchEngine {
    const host = process.env.DOCKER_WATCHER_TEST_DOCKER_HOST;
    const image = process.env.DOCKER_WATCHER_TEST_IMAGE;
    if (!host || !image) {
      throw new Error(
        'Set DOCKER_WATCHER_TEST_DOCKER_HOST and DOCKER_WATCHER_TEST_IMAGE, or run this with "yarn bench"',
      );
    }
    return new BenchEngine(host.replace(/^unix:\/\//, ''), image);
  }

  private constructor(socketPath: string, image: string) {
    this.socketPath = socketPath;
    this.#image = image;
  }

  /** Makes containers as Compose labels them, the first of them running. */
  async createContainers(options: {
    count: number;
    running: number;
  }): Promise<string[]> {
    const { count, running } = options;
    const { signal } = new AbortController();
    const ids = new Array<string>(count);
    const places = [...ids.keys()];
    await mapConcurrently(places, { limit: 8, signal }, async i => {
      const { Id } = await this.#send('POST', '/containers/create', {
        Image: this.#image,
        Cmd: ['/bin/sleep', '100000'],
        ExposedPorts: { '80/tcp': {} },
        Labels: {
          [LABEL]: String(process.pid),
          'com.docker.compose.project': `shop-${i % 20}`,
          'com.docker.compose.service': `service-${i}`,
          'com.docker.compose.container-number': '1',
          'com.docker.compose.oneoff': 'False',
          'docker-watcher.entity-ref': `component:default/service-${i}`,
          'org.opencontainers.image.source': 'https://git.example.com/shop',
        },
      });
      ids[i] = String(Id);
      if (i < running) {
        await this.#send('POST', `/containers/${Id}/start`);
      }
    });
    return ids;
  }

  async pause(id: string): Promise<void> {
    await this.#send('POST', `/containers/${id}/pause`);
  }

  async unpause(id: string): Promise<void> {
    await this.#send('POST', `/containers/${id}/unpause`);
  }

  /** When it told of these, nanoseconds since the epoch, in its order. */
  async timesOf(options: {
    id: string;
    actions: EngineEventAction[];
    sinceMs: number;
    untilMs: number;
  }): Promise<bigint[]> {
    const { id, actions, sinceMs, untilMs } = options;
    const query = new URLSearchParams({
      since: (sinceMs / 1000).toFixed(3),
      until: (untilMs / 1000).toFixed(3),
      filters: JSON.stringify({ container: [id], event: actions }),
    });
    const { text } = await sendToEngine(this.socketPath, {
      path: `/events?${query}`,
    });
    return [...text.matchAll(/"timeNano":(\d+)/g)].map(([, nano]) =>
      BigInt(nano),
    );
  }

  /** The answer to a `GET`, as it came. */
  async read(path: string): Promise<string> {
    return (await sendToEngine(this.socketPath, { path })).text;
  }

  async removeContainers(ids: readonly string[]): Promise<void> {
    const { signal } = new AbortController();
    await mapConcurrently(ids, { limit: 8, signal }, async id => {
      await this.#send('DELETE', `/containers/${id}?force=1`);
    });
  }

  async #send(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Record<string, unknown>> {
    const { status, text } = await sendToEngine(this.socketPath, {
      method,
      path,
      body,
    });
    if (status >= 300) {
      throw new Error(`${method} ${path}: ${status} ${text}`);
    }
    return text ? JSON.parse(text) : {};
  }
}
