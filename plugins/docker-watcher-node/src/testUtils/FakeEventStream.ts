import { EngineEvent } from '../ContainerEngine';

/** One subscription to the events of a fake engine. */
export class FakeEventStream {
  readonly #events: EngineEvent[] = [];
  readonly #signal: AbortSignal;
  readonly #onAbort = () => this.end();
  #ended = false;
  #error: Error | undefined;
  #wake = () => {};

  constructor(options: { past: EngineEvent[]; signal: AbortSignal }) {
    this.#events.push(...options.past);
    this.#signal = options.signal;
    this.#signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  push(event: EngineEvent): void {
    this.#events.push(event);
    this.#wake();
  }

  /** Ends the iteration: after what is queued with an error, else at once. */
  end(error?: Error): void {
    this.#ended = true;
    this.#error ??= error;
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#wake();
  }

  async *read(onClosed: () => void): AsyncGenerator<EngineEvent> {
    try {
      for (;;) {
        const next = this.#signal.aborted ? undefined : this.#events.shift();
        if (next) {
          yield next;
        } else if (this.#error && !this.#signal.aborted) {
          throw this.#error;
        } else if (this.#ended) {
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.end();
      onClosed();
    }
  }
}
