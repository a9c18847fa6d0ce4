import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A unix socket before an engine's that can fall silent: connections stay open and
 * nothing passes, as after a firewall forgot them.
 */
export class SilenceableProxy {
  readonly socketPath: string;
  readonly #folder: string;
  readonly #server: net.Server;
  readonly #pairs = new Set<[net.Socket, net.Socket]>();
  #connections = 0;

  static async start(target: string): Promise<SilenceableProxy> {
    const folder = await mkdtemp(path.join(tmpdir(), 'dw-proxy-'));
    const proxy = new SilenceableProxy(folder, target);
    await new Promise<void>(resolve =>
      proxy.#server.listen(proxy.socketPath, resolve),
    );
    return proxy;
  }

  private constructor(folder: string, target: string) {
    this.#folder = folder;
    this.socketPath = path.join(folder, 's');
    this.#server = net.createServer(client => {
      this.#connections += 1;
      const engine = net.connect(target);
      const pair: [net.Socket, net.Socket] = [client, engine];
      this.#pairs.add(pair);
      client.pipe(engine).pipe(client);
      for (const socket of pair) {
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#pairs.delete(pair);
          pair.forEach(one => one.destroy());
        });
      }
    });
  }

  /** How many there have been so far. */
  get connections(): number {
    return this.#connections;
  }

  /** What is open stays open and says nothing more; new connections work. */
  silenceOpenConnections(): void {
    for (const [client, engine] of this.#pairs) {
      client.unpipe(engine);
      engine.unpipe(client);
      client.resume();
      engine.resume();
    }
  }

  async stop(): Promise<void> {
    for (const pair of this.#pairs) {
      pair.forEach(socket => socket.destroy());
    }
    await new Promise(resolve => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
