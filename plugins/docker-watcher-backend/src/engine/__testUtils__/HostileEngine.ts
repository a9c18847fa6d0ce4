import { mkdtemp, rm } from 'node:fs/promises';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import info from '../__fixtures__/docker-20.10.24-api-1.41.info.json';
import version from '../__fixtures__/docker-20.10.24-api-1.41.version.json';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A real HTTP server on a unix socket and a TCP port of loopback that greets like
 * an engine, and then behaves as badly as a test wants.
 */
export class HostileEngine {
  /** Paths with queries, in the order they came. */
  readonly requests: string[] = [];
  readonly sockets = new Set<Socket>();
  apiVersion: string | undefined = '1.41';
  readonly #directory: string;
  readonly #servers: http.Server[];
  readonly #answers = new Map<string, Answer>();

  static async start(): Promise<HostileEngine> {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'engine-'));
    const engine = new HostileEngine(directory);
    const [unix, tcp] = engine.#servers;
    await listen(unix, engine.socketPath);
    await listen(tcp, 0);
    return engine;
  }

  private constructor(directory: string) {
    this.#directory = directory;
    this.#servers = [0, 1].map(() =>
      http
        .createServer((request, response) => this.#serve(request, response))
        .on('connection', socket => {
          this.sockets.add(socket);
          socket.on('close', () => this.sockets.delete(socket));
          socket.on('error', () => {});
        }),
    );
  }

  get socketPath(): string {
    return path.join(this.#directory, 'docker.sock');
  }

  get port(): number {
    return (this.#servers[1].address() as AddressInfo).port;
  }

  /** @param call - the path without version and query, such as `/events` */
  answer(call: string, answer: Answer): void {
    this.#answers.set(call, answer);
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
    await rm(this.#directory, { recursive: true });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    this.requests.push(url);
    const call = url.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '');
    const answer = this.#answers.get(call);
    if (answer) {
      answer(request, response);
    } else if (call === '/_ping') {
      response
        .writeHead(
          200,
          this.apiVersion ? { 'Api-Version': this.apiVersion } : {},
        )
        .end('OK');
    } else if (call === '/version') {
      response.end(JSON.stringify(version));
    } else if (call === '/info') {
      response.end(JSON.stringify(info));
    } else {
      response
        .writeHead(404)
        .end(JSON.stringify({ message: 'page not found' }));
    }
  }
}

function listen(server: http.Server, where: string | number): Promise<void> {
  return new Promise(resolve => {
    if (typeof where === 'string') {
      server.listen(where, resolve);
    } else {
      server.listen(where, '127.0.0.1', resolve);
    }
  });
}
