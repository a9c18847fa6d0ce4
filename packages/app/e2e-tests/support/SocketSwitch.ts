import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, Server, Socket } from 'node:net';

/** A socket that leads to the engine while it is on, and nowhere while it is off. */
export class SocketSwitch {
  readonly #path: string;
  readonly #target: string;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(options: { path: string; engineHost: string }) {
    this.#path = options.path;
    this.#target = options.engineHost.replace(/^unix:\/\//, '');
  }

  async on() {
    const server = createServer(client => {
      const engine = connect(this.#target);
      for (const [one, other] of [
        [client, engine],
        [engine, client],
      ]) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    this.#server = server;
    server.listen(this.#path);
    await once(server, 'listening');
  }

  async off() {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      const closed = once(server, 'close');
      server.close();
      this.#sockets.forEach(socket => socket.destroy());
      await closed;
    }
    rmSync(this.#path, { force: true });
  }
}
