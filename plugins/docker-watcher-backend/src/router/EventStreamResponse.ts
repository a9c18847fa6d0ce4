import { EventStreamMessage } from 'backstage-plugin-docker-watcher-common';
import { Response } from 'express';
import { EventStreamSink } from '../services/EventsService';
import { isHeadRequest } from './requestChecks';

type Messages = readonly EventStreamMessage[];

/** Readers share messages and arrays of them, so each is written down once. */
const encoded = new WeakMap<Messages | EventStreamMessage, Buffer>();

/**
 * A response as server-sent events. It begins with the first message; until then it
 * may still be answered with an error.
 */
export class EventStreamResponse implements EventStreamSink {
  readonly #response: Response;
  #takenBytes = 0;

  static create(response: Response): EventStreamResponse {
    return new EventStreamResponse(response);
  }

  private constructor(response: Response) {
    this.#response = response;
  }

  get pendingBytes(): number {
    return this.#response.writableLength;
  }

  get sentBytes(): number {
    return this.#takenBytes - this.pendingBytes;
  }

  get isFull(): boolean {
    return this.#response.writableNeedDrain;
  }

  send(messages: Messages): void {
    if (this.#response.writableEnded || this.#response.destroyed) {
      return;
    }
    this.#begin();
    if (isHeadRequest(this.#response)) {
      // Everything was found to be in order, and nobody waits for more.
      this.end();
      return;
    }
    const bytes = encode(messages);
    this.#takenBytes += bytes.length;
    this.#response.write(bytes);
  }

  onDrain(listener: () => void): void {
    this.#response.once('drain', listener);
  }

  onClosed(listener: () => void): void {
    if (this.#response.closed || this.#response.destroyed) {
      listener();
    } else {
      this.#response.once('close', listener);
    }
  }

  end(): void {
    this.#response.end();
  }

  destroy(): void {
    this.#response.destroy();
  }

  /** Sends the headers. */
  #begin(): void {
    if (this.#response.headersSent) {
      return;
    }
    this.#response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Compression would hold messages back until there is a block of them.
      'Cache-Control': 'no-cache, no-transform',
      // The same, for nginx.
      'X-Accel-Buffering': 'no',
      // A connection that stays for another request would delay a shutdown.
      Connection: 'close',
    });
    this.#response.flushHeaders();
  }
}

function encode(messages: Messages): Buffer {
  if (messages.length === 1) {
    return once(messages[0], () => Buffer.from(toText(messages[0])));
  }
  return once(messages, () =>
    Buffer.concat(messages.map(message => encode([message]))),
  );
}

function once(key: Messages | EventStreamMessage, make: () => Buffer): Buffer {
  const bytes = encoded.get(key) ?? make();
  encoded.set(key, bytes);
  return bytes;
}

/** JSON has no line breaks. Without data browsers would ignore a message. */
function toText(message: EventStreamMessage): string {
  const { type, id, ...rest } = message;
  const data = 'event' in rest ? rest.event : rest;
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
