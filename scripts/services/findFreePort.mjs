import net from 'node:net';

/**
 * A port of the loopback address nobody listens on at the moment. Somebody may
 * come first, so whoever uses it tries again with another one.
 */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
