import http from 'node:http';

/** One request to an engine, JSON in and out. @returns `{ status, body }` */
export function callEngine({ socketPath, method = 'GET', path, body }) {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(
      { socketPath, method, path, timeout: 20_000, agent: false },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => (text += chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode,
            body: text ? JSON.parse(text) : undefined,
          }),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.once('timeout', () => outgoing.destroy(new Error('timed out')));
    if (body) {
      outgoing.setHeader('content-type', 'application/json');
    }
    outgoing.end(body && JSON.stringify(body));
  });
}
