import http from 'node:http';
import { listen } from './serveEvents';

/** Server-sent events as in a tutorial: everybody connected gets every text. */
export async function serveBareStream(
  onOpen: (options: {
    request: http.IncomingMessage;
    response: http.ServerResponse;
  }) => void | Promise<void> = () => undefined,
) {
  const responses = new Set<http.ServerResponse>();
  const server = await listen(async (request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache',
    });
    response.write('id: 0\nevent: ready\ndata: {}\n\n');
    responses.add(response);
    response.once('close', () => responses.delete(response));
    await onOpen({ request, response });
  });
  return {
    url: server.url,
    stop: server.stop,
    broadcast: (text: string) => {
      for (const response of responses) {
        response.write(text);
      }
    },
  };
}

/** An event as the stream sends it. */
export function toServerSentEvent(event: { id: string }): string {
  return `id: ${event.id}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`;
}
