import {
  EventStreamEnd,
  EventStreamMessage,
} from 'backstage-plugin-docker-watcher-common';
import { EventStreamSink } from '../EventStreamSink';

/** A connection in memory that keeps what it was sent, and can be made to stall. */
export class RecordingSink implements EventStreamSink {
  readonly messages: EventStreamMessage[] = [];
  pendingBytes = 0;
  sentBytes = 0;
  isEnded = false;
  isDestroyed = false;
  isClosed = false;
  /** How much it takes before it is full. */
  highWaterMark = 64 * 1024;
  isStalled = false;
  /** Whether it closes when it has ended, as readers do who are there. */
  closesWhenEnded = true;
  readonly #onClosed = new Set<() => void>();
  readonly #onDrain = new Set<() => void>();

  get isFull(): boolean {
    return this.pendingBytes >= this.highWaterMark;
  }

  /** How many wait for anything. */
  get listeners(): number {
    return this.#onDrain.size;
  }

  send(messages: readonly EventStreamMessage[]): void {
    if (this.isEnded || this.isClosed) {
      return;
    }
    this.messages.push(...messages);
    const bytes = JSON.stringify(messages).length;
    if (this.isStalled) {
      this.pendingBytes += bytes;
    } else {
      this.sentBytes += bytes;
    }
  }

  onDrain(listener: () => void): void {
    this.#onDrain.add(listener);
  }

  onClosed(listener: () => void): void {
    if (this.isClosed) {
      listener();
    } else {
      this.#onClosed.add(listener);
    }
  }

  /** Takes some of what waits. */
  take(bytes = this.pendingBytes): void {
    const wasFull = this.isFull;
    this.pendingBytes -= bytes;
    this.sentBytes += bytes;
    if (wasFull && !this.isFull) {
      const listeners = [...this.#onDrain];
      this.#onDrain.clear();
      listeners.forEach(listener => listener());
    }
  }

  end(): void {
    this.isEnded = true;
    if (this.closesWhenEnded) {
      this.close();
    }
  }

  destroy(): void {
    this.isDestroyed = true;
    this.close();
  }

  /** As when the reader goes away. */
  close(): void {
    if (!this.isClosed) {
      this.isClosed = true;
      const listeners = [...this.#onClosed];
      this.#onClosed.clear();
      listeners.forEach(listener => listener());
    }
  }

  /** The ids of the events that came. */
  get ids(): string[] {
    return this.messages.flatMap(({ type, id }) =>
      type === 'event' ? [id] : [],
    );
  }

  /** The containers of the events that came. */
  get names(): string[] {
    return this.messages.flatMap(message =>
      message.type === 'event' ? [message.event.containerName ?? 'host'] : [],
    );
  }

  get types(): string[] {
    return this.messages.map(({ type }) => type);
  }

  /** The place to go on after. */
  get lastId(): string | undefined {
    return this.messages[this.messages.length - 1]?.id;
  }

  get endReason(): EventStreamEnd | undefined {
    const last = this.messages[this.messages.length - 1];
    return last?.type === 'end' ? last.reason : undefined;
  }
}
