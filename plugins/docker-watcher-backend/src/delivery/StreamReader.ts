import {
  EventStreamEnd,
  EventStreamMessage,
} from 'backstage-plugin-docker-watcher-common';
import { EventFilter } from '../eventLog/EventLogStore';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { Clock } from '../lib/Clock';
import { EventStreamSink } from './EventStreamSink';

/** What is known of somebody who opens a stream. */
export interface StreamRequest {
  /** Whose stream it is, for the cap on streams of one reader. */
  readerRef: string;
  /** When the proof of who it is expires, in milliseconds since the epoch. */
  expiresAt?: number;
  /** Id of the last event that is known; from now on when left out. */
  after?: string;
  filter: EventFilter;
  /**
   * What may be seen, asked for again and again.
   *
   * @throws NotAllowedError when nothing may.
   */
  readVisible: () => Promise<VisibleEvents>;
  sink: EventStreamSink;
}

/**
 * One open stream and its place in the log: everything up to it was looked at, and
 * what the reader may see of it was handed to the sink.
 */
export class StreamReader {
  readonly filter: EventFilter;
  readonly sink: EventStreamSink;
  readonly #clock: Clock;
  readonly #expiresAt: number;
  readonly #closing = new AbortController();
  #decided: { visible: VisibleEvents; key: string; at: number } | undefined;
  #place: bigint | undefined;

  static create(
    request: Pick<StreamRequest, 'filter' | 'sink' | 'expiresAt'>,
    options: { clock: Clock },
  ): StreamReader {
    return new StreamReader(request, options.clock);
  }

  private constructor(
    request: Pick<StreamRequest, 'filter' | 'sink' | 'expiresAt'>,
    clock: Clock,
  ) {
    this.filter = request.filter;
    this.sink = request.sink;
    this.#expiresAt = request.expiresAt ?? Infinity;
    this.#clock = clock;
  }

  /** Aborts when the stream has ended, whoever ended it. */
  get signal(): AbortSignal {
    return this.#closing.signal;
  }

  get place(): bigint {
    return this.#place ?? 0n;
  }

  /** Whether anything was said to the reader, or may be at any time. */
  get isStarted(): boolean {
    return this.#place !== undefined;
  }

  get visible(): VisibleEvents {
    return this.#decision().visible;
  }

  /** The same for readers who get the same events. */
  get key(): string {
    return this.#decision().key;
  }

  /** How long ago it was decided what may be seen. */
  get decisionAgeMs(): number {
    return this.#clock.monotonic() - this.#decision().at;
  }

  get isExpired(): boolean {
    return this.#clock.now() >= this.#expiresAt;
  }

  decide(visible: VisibleEvents): void {
    this.#decided = {
      visible,
      key: JSON.stringify([this.filter, visible]),
      at: this.#clock.monotonic(),
    };
  }

  start(place: bigint): void {
    this.#place = place;
  }

  /** To be called after all that there was to send up to a place was sent. */
  moveTo(place: bigint): void {
    this.#place = place;
  }

  /** Nothing is sent after the end, nor to somebody whose proof has expired. */
  send(messages: readonly EventStreamMessage[]): void {
    if (this.signal.aborted) {
      return;
    }
    if (this.isExpired) {
      this.end('token-expired');
      return;
    }
    this.sink.send(messages);
  }

  /** Says why, and where to go on. */
  end(reason: EventStreamEnd): void {
    if (this.signal.aborted) {
      return;
    }
    this.sink.send([{ type: 'end', id: String(this.place), reason }]);
    this.sink.end();
    this.#closing.abort();
  }

  /** Says nothing, because nobody listens or nothing was said yet. */
  close(): void {
    this.#closing.abort();
  }

  #decision() {
    if (!this.#decided) {
      throw new Error('It is not decided yet what the reader may see');
    }
    return this.#decided;
  }
}
