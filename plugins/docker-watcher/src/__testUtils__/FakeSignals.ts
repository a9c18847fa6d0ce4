import { SignalApi } from '@backstage/plugin-signals-react';
import { DockerWatcherSignal } from 'backstage-plugin-docker-watcher-common';

/** Signals that a test sends itself. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<(text: string) => void>();

  subscribe: SignalApi['subscribe'] = (_channel, onMessage) => {
    // As text, because that is how the real ones travel.
    const listener = (text: string) => onMessage(JSON.parse(text));
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  };

  send(message: DockerWatcherSignal) {
    const text = JSON.stringify(message);
    this.#listeners.forEach(listener => listener(text));
  }

  get listenerCount() {
    return this.#listeners.size;
  }
}
