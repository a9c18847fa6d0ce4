import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * Lets tests, which run in a process of their own, kill and start a portal: `POST /kill`
 * and `POST /start` on an address of this machine alone.
 */
export class PortalControl {
  #server;

  /** @param portal - of `startPortal` */
  static async listen(portal) {
    const server = createServer(async (request, response) => {
      const action = { '/kill': portal.kill, '/start': portal.start }[
        request.url
      ];
      if (request.method !== 'POST' || !action) {
        response.writeHead(404).end();
        return;
      }
      try {
        await action();
        response.writeHead(204).end();
      } catch (error) {
        response.writeHead(500).end(error.message);
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PortalControl(server);
  }

  constructor(server) {
    this.#server = server;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
