import { EventSourceMessage } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { EventStreamMessage } from '../types';

/** Messages of a stream of server-sent events, until it ends or breaks. */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<EventStreamMessage> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const message = toMessage(value);
      if (message) {
        yield message;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** @returns `undefined` for what later versions of the backend may send. */
function toMessage(source: EventSourceMessage): EventStreamMessage | undefined {
  const { id = '', event: type, data } = source;
  switch (type) {
    case 'event':
      return { type, id, event: JSON.parse(data) };
    case 'ready':
    case 'heartbeat':
      return { type, id };
    case 'gap':
      return { type, id, ...JSON.parse(data) };
    case 'end':
      return { type, id, ...JSON.parse(data) };
    default:
      return undefined;
  }
}
