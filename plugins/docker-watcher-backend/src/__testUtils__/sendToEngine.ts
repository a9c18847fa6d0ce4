import http from 'node:http';

/** An answer of the engine, unparsed. */
export interface RawAnswer {
  status: number;
  text: string;
}

/**
 * Asks the engine of the tests for something, in the plainest way there is and
 * without any of the code under test.
 */
export function sendToEngine(
  socketPath: string,
  request: { method?: string; path: string; body?: unknown },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const body =
      request.body === undefined ? undefined : JSON.stringify(request.body);
    const call = http.request(
      {
        socketPath,
        agent: false,
        method: request.method ?? 'GET',
        path: request.path,
        headers: body
          ? {
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(body),
            }
          : {},
      },
      answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', chunk => {
          text += chunk;
        });
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text }),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
