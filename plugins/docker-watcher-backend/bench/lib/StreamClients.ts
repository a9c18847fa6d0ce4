import net from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import { mapConcurrently } from '../../src/lib/mapConcurrently';
import { waitUntil } from './measure';

/** Fewer than a server lets wait to be accepted. */
const CONNECTING = 250;

/**
 * Many readers of server-sent events that do next to nothing with them, so that what
 * is measured is mostly the server: bare sockets that look for a text.
 */
export class StreamClients {
  readonly #sockets: net.Socket[] = [];
  readonly #seenAt: number[] = [];
  #begun = 0;
  #marker = '';

  /** Looks for a text from now on. */
  expect(marker: string): void {
    this.#marker = marker;
    this.#seenAt.length = 0;
  }

  /** Connects one reader for each URL. */
  async open(
    urls: string[],
    headers: Record<string, string> = {},
  ): Promise<void> {
    await mapConcurrently(
      urls.map((url, i) => ({ url: new URL(url), i })),
      { limit: CONNECTING },
      ({ url, i }) =>
        new Promise<void>((resolve, reject) => {
          const socket = net.connect(Number(url.port), url.hostname, resolve);
          socket.once('error', reject);
          socket.setEncoding('latin1');
          const all = {
            ...headers,
            host: url.host,
            authorization: mockCredentials.user.header(`user:default/u${i}`),
          };
          socket.write(
            `GET ${url.pathname}${url.search} HTTP/1.1\r\n${Object.entries(all)
              .map(([name, value]) => `${name}: ${value}\r\n`)
              .join('')}\r\n`,
          );
          this.#listen(socket);
          this.#sockets.push(socket);
        }),
    );
  }

  /** Until every reader has got its first message. */
  async allBegun(): Promise<void> {
    await waitUntil(
      () => this.#begun === this.#sockets.length,
      'all readers to begin',
    );
  }

  /** @returns when each reader saw the text, by `performance.now()`. */
  async allSeen(): Promise<number[]> {
    await waitUntil(
      () => this.#seenAt.length === this.#sockets.length,
      'all readers to see the event',
    );
    return [...this.#seenAt];
  }

  close(): void {
    this.#sockets.splice(0).forEach(socket => socket.destroy());
  }

  #listen(socket: net.Socket): void {
    let rest = '';
    let seen = '';
    let isBegun = false;
    socket.on('data', (chunk: string) => {
      const text = rest + chunk;
      if (!isBegun && text.includes('event: ')) {
        isBegun = true;
        this.#begun++;
      }
      if (this.#marker && seen !== this.#marker) {
        if (text.includes(this.#marker)) {
          seen = this.#marker;
          this.#seenAt.push(performance.now());
        }
      }
      rest = text.slice(-100);
    });
  }
}
