import { EventStreamMessage, WatcherEvent } from '../types';
import { readEventStream } from './readEventStream';

const event: WatcherEvent = {
  id: '9007199254740993',
  at: '2026-01-01T00:00:00.000Z',
  occurredAt: '2026-01-01T00:00:00.000Z',
  severity: 'info',
  source: 'container',
  kind: 'container.started',
  host: 'local',
  inferred: false,
  message: 'größe 🐳 "line\nbreak"',
  details: { image: 'web:1' },
};

const text = (type: string, id: string, data: object) =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

const wire = [
  text('ready', '41', {}),
  text('gap', '99', { after: '41', oldest: '100' }),
  ': a comment\n\n',
  text('event', event.id, event),
  text('invented-later', '9007199254740994', { some: 'thing' }),
  text('heartbeat', '9007199254740999', {}),
  text('end', '9007199254740999', { reason: 'shutdown' }),
].join('');

const messages: EventStreamMessage[] = [
  { type: 'ready', id: '41' },
  { type: 'gap', id: '99', after: '41', oldest: '100' },
  { type: 'event', id: event.id, event },
  { type: 'heartbeat', id: '9007199254740999' },
  { type: 'end', id: '9007199254740999', reason: 'shutdown' },
];

function streamOf(
  bytes: Uint8Array,
  options: { chunk: number; onCancel?: () => void; failure?: Error },
): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) {
        controller.enqueue(bytes.slice(at, at + options.chunk));
        at += options.chunk;
      } else if (options.failure) {
        controller.error(options.failure);
      } else if (!options.onCancel) {
        controller.close();
      }
    },
    cancel: options.onCancel,
  });
}

async function collect(body: ReadableStream<Uint8Array>) {
  const found: EventStreamMessage[] = [];
  for await (const message of readEventStream(body)) {
    found.push(message);
  }
  return found;
}

async function waitFor(condition: () => boolean) {
  const end = Date.now() + 15_000;
  while (!condition()) {
    expect(Date.now()).toBeLessThan(end);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

jest.setTimeout(30_000);

describe('readEventStream', () => {
  const bytes = new TextEncoder().encode(wire);

  it.each([1, 2, 3, 7, 64, 100_000])(
    'reads the same messages from chunks of %d bytes, and skips what it does not know',
    async chunk => {
      expect(await collect(streamOf(bytes, { chunk }))).toEqual(messages);
    },
  );

  it('reads lines that end as on other systems', async () => {
    const other = new TextEncoder().encode(wire.replaceAll('\n', '\r\n'));
    expect(await collect(streamOf(other, { chunk: 5 }))).toEqual(messages);
  });

  it('gives nothing of a message that was cut off', async () => {
    const cut = bytes.slice(0, bytes.length - 1);
    expect(await collect(streamOf(cut, { chunk: 9 }))).toEqual(
      messages.slice(0, -1),
    );
  });

  it('fails when the connection breaks, after what came before', async () => {
    const found: EventStreamMessage[] = [];
    const reading = (async () => {
      const failure = new Error('broken');
      const body = streamOf(bytes, { chunk: 50, failure });
      for await (const message of readEventStream(body)) {
        found.push(message);
      }
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(found).toEqual(messages);
  });

  it('closes the connection when nobody reads on', async () => {
    const onCancel = jest.fn();
    for await (const message of readEventStream(
      streamOf(bytes, { chunk: 20, onCancel }),
    )) {
      expect(message).toEqual(messages[0]);
      break;
    }
    await waitFor(() => onCancel.mock.calls.length > 0);
  });

  it('ends and closes the connection when it is aborted, and leaves no listener', async () => {
    const onCancel = jest.fn();
    const controller = new AbortController();
    const remove = jest.spyOn(controller.signal, 'removeEventListener');
    const found: EventStreamMessage[] = [];
    const body = streamOf(bytes, { chunk: 100_000, onCancel });
    for await (const message of readEventStream(body, controller.signal)) {
      found.push(message);
      if (message.type === 'end') {
        setTimeout(() => controller.abort());
      }
    }
    expect(found).toEqual(messages);
    expect(remove).toHaveBeenCalledTimes(1);
    await waitFor(() => onCancel.mock.calls.length > 0);
  });
});
