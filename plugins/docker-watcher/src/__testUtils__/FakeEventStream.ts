import {
  EventStreamMessage,
  EventStreamQuery,
} from 'backstage-plugin-docker-watcher-common';

/** One opened stream, which says what a test lets it say. */
export class FakeEventStream {
  readonly query: EventStreamQuery;
  readonly #signal: AbortSignal | undefined;
  readonly #queue: EventStreamMessage[] = [];
  #wake = () => {};
  #end: { error?: Error } | undefined;

  constructor(query: EventStreamQuery, signal: AbortSignal | undefined) {
    this.query = query;
    this.#signal = signal;
    signal?.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Whether the reader still listens and the stream goes on. */
  get isOpen(): boolean {
    return !this.#end && !this.#signal?.aborted;
  }

  send(message: EventStreamMessage): void {
    this.#queue.push(message);
    this.#wake();
  }

  /** Ends like a broken connection, or with an error when it is given. */
  end(error?: Error): void {
    this.#end = { error };
    this.#wake();
  }

  async *messages(): AsyncGenerator<EventStreamMessage> {
    for (;;) {
      this.#signal?.throwIfAborted();
      const message = this.#queue.shift();
      if (message) {
        yield message;
      } else if (this.#end) {
        if (this.#end.error) {
          throw this.#end.error;
        }
        return;
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }
}
