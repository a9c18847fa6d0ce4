import { SignalApi } from '@backstage/plugin-signals-react';
import { DockerWatcherSignal } from 'backstage-plugin-docker-watcher-common';

type Subscribe = SignalApi['subscribe'];

/** Signals that a test sends itself. */
export class FakeSignals implements SignalApi {
  readonly #send = new Set<(message: DockerWatcherSignal) => void>();

  subscribe: Subscribe = (_channel, onMessage) => {
    // A channel carries one kind of message, which its reader names.
    const send = onMessage as (message: DockerWatcherSignal) => void;
    this.#send.add(send);
    return { unsubscribe: () => this.#send.delete(send) };
  };

  send(message: DockerWatcherSignal) {
    this.#send.forEach(send => send(message));
  }

  get listenerCount() {
    return this.#send.size;
  }
}
