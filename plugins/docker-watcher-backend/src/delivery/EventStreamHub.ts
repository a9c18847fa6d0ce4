import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ServiceUnavailableError,
  isError,
  stringifyError,
} from '@backstage/errors';
import { EventStreamMessage } from 'backstage-plugin-docker-watcher-common';
import { EventLog } from '../eventLog/EventLog';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { Clock } from '../lib/Clock';
import { CatchUpReads } from './CatchUpReads';
import { EventSubjects, EventTail } from './EventTail';
import { EventStreamSink } from './EventStreamSink';
import { Start, findStart } from './findStart';
import { StreamAdmission } from './StreamAdmission';
import { StreamReader, StreamRequest } from './StreamReader';

/** How often the log is looked at for what other replicas have appended. */
const TICK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
const DECISION_MS = 5 * 60_000;
/** For how long a decision that is being fetched may be late. */
const DECISION_GRACE_MS = 30_000;
/** How long before it is due one reader's decision is fetched, so not all at once. */
const DECISION_SPREAD_MS = 60_000;
/** For how long a reader may take nothing at all of what waits for it. */
const STALLED_MS = 30_000;
/** How long a connection may take to close by itself. */
const CLOSE_MS = 5_000;

interface Entry {
  reader: StreamReader;
  readVisible: () => Promise<VisibleEvents>;
  /** At which age of its decision the next one is fetched. */
  decideAfterMs: number;
  isDeciding: boolean;
  /** How much the reader had taken, and when it last took something. */
  progress: { bytes: number; at: number };
}

/**
 * Streams of what is appended to the log.
 *
 * Guaranteed: a reader who resumes from the id of the last message it took gets
 * every event that follows, that passes its filter and that it may see, exactly once
 * and in the order of the log, from whichever replica; that is, as long as they are
 * kept. A reader whose place is older than everything that is kept is told of the gap.
 * A reader costs at most `maxPendingBytes` and one batch of memory: then it is sent
 * nothing more until it has taken that, and goes on from the log. Writers never
 * wait for readers, and readers never for one another.
 *
 * Not guaranteed: that nothing is missing where there is no gap, because the log
 * keeps severities for different times; and that a reader sees what it may see only
 * now of what was appended before, or that it never gets what it was allowed to see
 * until up to five minutes ago.
 */
export class EventStreamHub {
  readonly #eventLog: EventLog<VisibleEvents>;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #admission: StreamAdmission;
  readonly #tail: EventTail;
  readonly #catchUpReads: CatchUpReads;
  readonly #entries = new Set<Entry>();
  /** Connections that have not closed after the end of their stream. */
  readonly #lingering = new Set<EventStreamSink>();
  #stopWatching: (() => void) | undefined;
  #lastHeartbeat = 0;
  #opened = 0;
  #isStopping = false;
  #onStopped = () => {};
  #isFailing = false;

  static create(options: {
    eventLog: EventLog<VisibleEvents>;
    subjects: EventSubjects;
    clock: Clock;
    logger: LoggerService;
    /** How many streams one reader may have, by default 10. */
    maxStreamsOfReader?: number;
    /** How many there may be, by default 1,500. */
    maxStreams?: number;
    /** How much may wait for a reader before it is sent no more, by default 256 KiB. */
    maxPendingBytes?: number;
  }): EventStreamHub {
    return new EventStreamHub(options);
  }

  private constructor(options: Parameters<typeof EventStreamHub.create>[0]) {
    const { eventLog, subjects } = options;
    this.#eventLog = eventLog;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#admission = StreamAdmission.create({
      maxOfReader: options.maxStreamsOfReader ?? 10,
      maxInAll: options.maxStreams ?? 1_500,
      words: {
        what: 'event streams',
        cure: 'close one, or a browser tab that shows events',
      },
    });
    this.#tail = EventTail.create({
      eventLog,
      subjects,
      maxPendingBytes: options.maxPendingBytes ?? 256 * 1024,
      onBehind: reader => this.#catchUp(reader),
    });
    this.#catchUpReads = CatchUpReads.create({
      eventLog,
      tailPlace: () => this.#tail.place,
    });
  }

  /** How many streams are open, those included that are only being opened. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Opens a stream, which goes on until it ends by itself or its connection does.
   * Nothing is sent before everything is found to be in order.
   *
   * @throws TooManyStreamsError, ServiceUnavailableError at shutdown, and whatever
   * `readVisible` throws.
   */
  async open(request: StreamRequest): Promise<void> {
    this.#refuseWhenStopping();
    const release = this.#admission.admit(request.readerRef);
    const reader = StreamReader.create(request, { clock: this.#clock });
    const entry = this.#enter(reader, request.readVisible);
    reader.signal.addEventListener('abort', () => {
      release();
      this.#leave(entry);
    });
    request.sink.onClosed(() => reader.close());
    try {
      reader.decide(await request.readVisible());
      const start = await findStart(this.#eventLog, request.after);
      this.#refuseWhenStopping();
      if (!reader.signal.aborted) {
        this.#start(reader, start);
      }
    } catch (error) {
      reader.close();
      throw error;
    }
  }

  /** Ends all streams. Resolves when their connections have closed or were closed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const { reader } of [...this.#entries]) {
      if (reader.isStarted) {
        reader.end('shutdown');
      } else {
        reader.close();
      }
    }
    if (this.#lingering.size > 0) {
      await new Promise<void>(resolve => {
        this.#onStopped = resolve;
      });
    }
  }

  #refuseWhenStopping(): void {
    if (this.#isStopping) {
      throw new ServiceUnavailableError(
        'The backend is shutting down, open the stream again in a moment',
      );
    }
  }

  #enter(reader: StreamReader, readVisible: Entry['readVisible']): Entry {
    const early = (this.#opened++ * 997) % DECISION_SPREAD_MS;
    const entry: Entry = {
      reader,
      readVisible,
      decideAfterMs: DECISION_MS - early,
      isDeciding: false,
      progress: { bytes: 0, at: this.#clock.monotonic() },
    };
    this.#entries.add(entry);
    this.#stopWatching ??= this.#watch();
    return entry;
  }

  #leave(entry: Entry): void {
    const { reader } = entry;
    this.#entries.delete(entry);
    this.#tail.leave(reader);
    if (this.#entries.size === 0) {
      this.#stopWatching?.();
      this.#stopWatching = undefined;
    }
    if (reader.isStarted) {
      this.#linger(reader.sink);
    }
  }

  /** Gives a connection some time to close by itself. */
  #linger(sink: EventStreamSink): void {
    const cancel = this.#clock.after(CLOSE_MS, () => sink.destroy());
    this.#lingering.add(sink);
    sink.onClosed(() => {
      cancel();
      this.#lingering.delete(sink);
      if (this.#lingering.size === 0) {
        this.#onStopped();
      }
    });
  }

  #start(reader: StreamReader, start: Start): void {
    reader.start(start.from);
    reader.send(start.messages);
    reader.moveTo(start.place);
    if (!start.isAtEnd || !this.#join(reader)) {
      this.#catchUp(reader);
    }
  }

  #join(reader: StreamReader): boolean {
    if (reader.signal.aborted || !this.#tail.join(reader)) {
      return false;
    }
    // What was appended before may have hinted at it in vain.
    this.#poll();
    return true;
  }

  async #catchUp(reader: StreamReader): Promise<void> {
    while (!reader.signal.aborted) {
      if (reader.sink.isFull) {
        await untilDrained(reader);
      } else if (await this.#catchUpOnce(reader)) {
        return;
      }
    }
  }

  /** @returns whether the reader has joined the others. */
  async #catchUpOnce(reader: StreamReader): Promise<boolean> {
    const { key } = reader;
    let read;
    try {
      read = await this.#catchUpReads.read(reader);
      this.#isFailing = false;
    } catch (error) {
      this.#noteFailure(error);
      await this.#clock.sleep(TICK_MS, reader.signal);
      return false;
    }
    if (reader.signal.aborted || reader.key !== key) {
      return false;
    }
    if (read.messages.length > 0) {
      reader.send(read.messages);
    }
    reader.moveTo(read.place);
    return read.isWhole && this.#join(reader);
  }

  #poll(): void {
    this.#tail.poll().then(
      () => {
        this.#isFailing = false;
      },
      error => this.#noteFailure(error),
    );
  }

  /** Once until it works again; readers stay where they are and go on then. */
  #noteFailure(error: unknown): void {
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.#logger.warn(
        `Could not read the event log for its open streams, trying again every second: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  /** @returns a function that ends it. */
  #watch(): () => void {
    this.#lastHeartbeat = this.#clock.monotonic();
    const stopListening = this.#eventLog.onAppended(() => this.#poll());
    let cancel = () => {};
    const next = () => {
      cancel = this.#clock.after(TICK_MS, () => {
        next();
        this.#tick();
      });
    };
    next();
    return () => {
      stopListening();
      cancel();
    };
  }

  #tick(): void {
    for (const entry of [...this.#entries]) {
      if (entry.reader.isStarted) {
        this.#check(entry);
      }
    }
    if (this.#clock.monotonic() - this.#lastHeartbeat >= HEARTBEAT_MS) {
      this.#lastHeartbeat = this.#clock.monotonic();
      this.#sendHeartbeats();
    }
    this.#poll();
  }

  #check(entry: Entry): void {
    const { reader, progress } = entry;
    const now = this.#clock.monotonic();
    const { sentBytes, pendingBytes } = reader.sink;
    if (pendingBytes === 0 || sentBytes > progress.bytes) {
      entry.progress = { bytes: sentBytes, at: now };
    }
    if (reader.isExpired) {
      reader.end('token-expired');
    } else if (now - entry.progress.at >= STALLED_MS) {
      reader.end('too-slow');
    } else if (reader.decisionAgeMs >= DECISION_MS + DECISION_GRACE_MS) {
      reader.end('permissions-unavailable');
    } else if (reader.decisionAgeMs >= entry.decideAfterMs) {
      this.#decideAnew(entry);
    }
  }

  async #decideAnew(entry: Entry): Promise<void> {
    const { reader } = entry;
    if (entry.isDeciding) {
      return;
    }
    entry.isDeciding = true;
    try {
      reader.decide(await entry.readVisible());
    } catch (error) {
      if (isError(error) && error.name === 'NotAllowedError') {
        reader.end('not-allowed');
      } else {
        this.#logger.warn(
          `Ended an event stream, because it could not be decided anew what its reader may see: ${stringifyError(
            error,
          )}`,
        );
        reader.end('permissions-unavailable');
      }
    } finally {
      entry.isDeciding = false;
    }
  }

  #sendHeartbeats(): void {
    const shared = new Map<bigint, EventStreamMessage[]>();
    for (const { reader } of [...this.#entries]) {
      if (reader.isStarted && !reader.sink.isFull) {
        const { place } = reader;
        const messages: EventStreamMessage[] = shared.get(place) ?? [
          { type: 'heartbeat', id: String(place) },
        ];
        shared.set(place, messages);
        reader.send(messages);
      }
    }
  }
}

function untilDrained(reader: StreamReader): Promise<void> {
  const { signal, sink } = reader;
  return new Promise(resolve => {
    const finish = () => {
      signal.removeEventListener('abort', finish);
      resolve();
    };
    signal.addEventListener('abort', finish);
    sink.onDrain(finish);
  });
}
