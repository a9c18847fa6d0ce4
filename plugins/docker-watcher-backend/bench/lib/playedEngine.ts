import http, { ServerResponse } from 'node:http';

/**
 * An engine that is played, in a process of its own so that its work is not counted
 * as that of its caller. Whoever forks it tells it what to answer.
 */
export type PlayedEngineOrder =
  | {
      order: 'listen';
      socketPath: string;
      /** Texts by path without the version; `{n}` grows with each. */
      answers: Record<string, string>;
    }
  | { order: 'prepare'; lines: string[] }
  /** Writes what is prepared to whoever follows events, as fast as it is taken. */
  | { order: 'tell' };

const HEADERS = {
  'content-type': 'application/json',
  'api-version': '1.41',
};

let answers = new Map<string, string>();
let answered = 0;
let prepared: string[] = [];
const followers = new Set<ServerResponse>();

const server = http.createServer((request, response) => {
  const path = (request.url ?? '').replace(/^\/v[\d.]+/, '').split('?')[0];
  if (path === '/events') {
    response.writeHead(200, HEADERS).flushHeaders();
    followers.add(response);
    response.once('close', () => followers.delete(response));
    return;
  }
  answered += 1;
  const text = answers.get(path)?.replaceAll('{n}', String(answered));
  response
    .writeHead(text === undefined ? 404 : 200, HEADERS)
    .end(text ?? '{"message":"not played"}');
});

process.on('message', async (message: PlayedEngineOrder) => {
  if (message.order === 'listen') {
    answers = new Map(Object.entries(message.answers));
    server.listen(message.socketPath, () => process.send?.('listen done'));
    return;
  }
  if (message.order === 'prepare') {
    prepared = message.lines;
    process.send?.('prepare done');
    return;
  }
  for (const line of prepared) {
    for (const response of followers) {
      if (!response.write(line)) {
        await new Promise(resolve => response.once('drain', resolve));
      }
    }
  }
  process.send?.('tell done');
});
process.once('disconnect', () => process.exit());
