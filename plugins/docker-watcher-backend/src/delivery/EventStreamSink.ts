import { EventStreamMessage } from 'backstage-plugin-docker-watcher-common';

/** Where a stream of events goes: a reader's connection. */
export interface EventStreamSink {
  /**
   * Takes messages and sends them as fast as the reader takes them. Arrays and
   * messages are shared between readers, so what they look like on the wire can be
   * made once. After the end it does nothing.
   */
  send(messages: readonly EventStreamMessage[]): void;

  /** Bytes that were taken and have not left yet. */
  readonly pendingBytes: number;

  /** Bytes that have left so far. */
  readonly sentBytes: number;

  /** Whether to wait for {@link EventStreamSink.onDrain} before sending more. */
  readonly isFull: boolean;

  /** Calls back once, when it is full no longer. */
  onDrain(listener: () => void): void;

  /** Calls back once when the connection is gone, at once if it is already. */
  onClosed(listener: () => void): void;

  /** Closes the connection when all that was taken has left. */
  end(): void;

  /** Closes the connection now, whatever waits. */
  destroy(): void;
}
