import { EventSourceMessage } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { EventStreamMessage } from '../types';

/**
 * Messages of a stream of server-sent events, until it ends or breaks. Whoever stops
 * reading, or aborts it, closes the connection.
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<EventStreamMessage, void, undefined> {
  const reader = body
    .pipeThrough(decodeText())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  // It may be broken already, which whoever reads was told.
  const close = () => reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', close);
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
    signal?.removeEventListener('abort', close);
    await close();
  }
}

/** `TextDecoderStream`, which differs in its types from one environment to another. */
function decodeText(): TransformStream<Uint8Array, string> {
  const decoder = new TextDecoder();
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(decoder.decode(chunk, { stream: true }));
    },
    flush(controller) {
      controller.enqueue(decoder.decode());
    },
  });
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
      return { ...JSON.parse(data), type, id };
    case 'end':
      return { ...JSON.parse(data), type, id };
    default:
      return undefined;
  }
}
