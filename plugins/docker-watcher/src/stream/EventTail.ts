import {
  EventStreamMessage,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { classifyError } from '../model/classifyError';
import { Timers, browserTimers } from './Timers';
import { compareIds } from './compareIds';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const BUSY_RETRY_MS = 30_000;
const RESUME_MS = 500;
/** A session that stood this long ends the series of failures before it. */
const PROVEN_MS = 10_000;
/** The backend speaks every 15 seconds; whoever says nothing for so long is gone. */
const SILENCE_MS = 45_000;

/** How the connection to the stream stands. */
export type TailState =
  | { kind: 'stopped' }
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** It broke, or was ended, and is opened again after the last id in a moment. */
  | { kind: 'reconnecting' }
  /** The backend has too many streams (429); it is asked again now and then. */
  | { kind: 'busy' }
  /** The reader may not (403). Only {@link EventTail.retry} asks again. */
  | { kind: 'refused' }
  /** Asking for the same again would not help. Only {@link EventTail.retry} does. */
  | { kind: 'failed'; error: unknown }
  /** Closed on purpose until it is resumed. */
  | { kind: 'suspended'; reason: Suspension };

/** Why a stream is closed for now. `hidden`: nobody looks. `full`: too much waits. */
export type Suspension = 'hidden' | 'full';

/**
 * What followed `after` was deleted up to, not including, `oldest`. Where that is not
 * later than `after`, the log is another one, as when a database was reset.
 */
export interface EventGap {
  after: string;
  oldest: string;
}

export interface EventTailOptions {
  open: (
    after: string | undefined,
    signal: AbortSignal,
  ) => AsyncIterable<EventStreamMessage>;
  /**
   * The stream stands without a place to go on from: what is appended from now on
   * comes, what was appended before does not.
   */
  onBegun: () => void;
  onEvent: (event: WatcherEvent) => void;
  onGap: (gap: EventGap) => void;
  onState: (state: TailState) => void;
  timers?: Timers;
  /** From 0 to 1, to spread readers that were cut off together. */
  random?: () => number;
}

/**
 * Follows the log over one stream at a time and opens it again after the last id
 * whenever it ends, so that each event comes once and in order, whatever happens to
 * the connection in between. Without a gap told of, none is left out.
 */
export class EventTail {
  readonly #options: EventTailOptions;
  readonly #timers: Timers;
  readonly #random: () => number;
  readonly #suspensions = new Set<Suspension>();
  #state: TailState = { kind: 'stopped' };
  #lastId: string | undefined;
  #failures = 0;
  #session: AbortController | undefined;
  #cancelRetry: (() => void) | undefined;

  private constructor(options: EventTailOptions) {
    this.#options = options;
    this.#timers = options.timers ?? browserTimers;
    this.#random = options.random ?? Math.random;
  }

  static create(options: EventTailOptions): EventTail {
    return new EventTail(options);
  }

  get state(): TailState {
    return this.#state;
  }

  /** Where the stream is opened again after. */
  get lastId(): string | undefined {
    return this.#lastId;
  }

  start(): void {
    if (this.#state.kind === 'stopped') {
      this.#failures = 0;
      this.#openOrWait();
    }
  }

  /** Closes the stream and leaves no timer. Starting again goes on after the last id. */
  stop(): void {
    this.#close();
    this.#setState({ kind: 'stopped' });
  }

  suspend(reason: Suspension): void {
    this.#suspensions.add(reason);
    if (this.#state.kind !== 'stopped') {
      this.#close();
      this.#openOrWait();
    }
  }

  resume(reason: Suspension): void {
    if (this.#suspensions.delete(reason) && this.#state.kind === 'suspended') {
      this.#failures = 0;
      this.#openOrWait();
    }
  }

  /** Asks again at once, also after a refusal. */
  retry(): void {
    const { kind } = this.#state;
    if (kind !== 'stopped' && kind !== 'live' && kind !== 'suspended') {
      this.#close();
      this.#openOrWait();
    }
  }

  #openOrWait(): void {
    const [reason] = [...this.#suspensions].sort().reverse();
    if (reason) {
      this.#setState({ kind: 'suspended', reason });
    } else {
      // Being told once more that there are too many streams is no news.
      if (this.#state.kind !== 'busy') {
        this.#setState({
          kind: this.#failures > 0 ? 'reconnecting' : 'connecting',
        });
      }
      const session = new AbortController();
      this.#session = session;
      this.#follow(session);
    }
  }

  async #follow(session: AbortController): Promise<void> {
    const { signal } = session;
    let cancelSilence = () => {};
    let cancelProof = () => {};
    const proof = { isGiven: false };
    const listen = () => {
      cancelSilence();
      cancelSilence = this.#timers.after(SILENCE_MS, () => {
        session.abort();
        cancelProof();
        this.#retryLater(session);
      });
    };
    signal.addEventListener(
      'abort',
      () => {
        cancelSilence();
        cancelProof();
      },
      { once: true },
    );
    listen();
    try {
      for await (const message of this.#options.open(this.#lastId, signal)) {
        if (signal.aborted) {
          return;
        }
        listen();
        if (message.type === 'ready') {
          cancelProof();
          cancelProof = this.#timers.after(PROVEN_MS, () => {
            proof.isGiven = true;
            this.#failures = 0;
          });
        }
        this.#take(message);
        if (message.type === 'end') {
          // A new token or an emptied queue is all it takes; a backend that stops
          // wants its readers spread.
          this.#retryLater(
            session,
            proof.isGiven && message.reason !== 'shutdown'
              ? RESUME_MS
              : undefined,
          );
          return;
        }
      }
      this.#retryLater(session);
    } catch (error) {
      this.#fail(session, error);
    }
  }

  #take(message: EventStreamMessage): void {
    switch (message.type) {
      case 'ready':
        this.#setState({ kind: 'live' });
        if (this.#lastId === undefined) {
          this.#options.onBegun();
        }
        break;
      case 'event':
        if (!this.#isKnown(message.event.id)) {
          this.#options.onEvent(message.event);
        }
        break;
      case 'gap':
        this.#options.onGap({ after: message.after, oldest: message.oldest });
        // Also when that is further back: then all ids begin anew.
        this.#lastId = message.id;
        return;
      case 'heartbeat':
      case 'end':
        break;
      default: {
        const unknown: never = message;
        throw new Error(`Unknown message ${JSON.stringify(unknown)}`);
      }
    }
    if (message.id && !this.#isKnown(message.id)) {
      this.#lastId = message.id;
    }
  }

  #isKnown(id: string): boolean {
    return this.#lastId !== undefined && compareIds(id, this.#lastId) <= 0;
  }

  #fail(session: AbortController, error: unknown): void {
    switch (classifyError(error)) {
      case 'tooMany':
        this.#retryLater(session, BUSY_RETRY_MS, { kind: 'busy' });
        break;
      case 'notAllowed':
        this.#end(session, { kind: 'refused' });
        break;
      case 'badRequest':
      case 'notFound':
        this.#end(session, { kind: 'failed', error });
        break;
      default:
        this.#retryLater(session);
    }
  }

  /** @returns whether it was the session that counts. */
  #end(session: AbortController, state: TailState): boolean {
    if (session !== this.#session) {
      return false;
    }
    this.#close();
    this.#setState(state);
    return true;
  }

  #retryLater(
    session: AbortController,
    delayMs?: number,
    state: TailState = { kind: 'reconnecting' },
  ): void {
    const backoffMs = Math.min(
      LONGEST_RETRY_MS,
      FIRST_RETRY_MS * 2 ** this.#failures,
    );
    if (this.#end(session, state)) {
      this.#failures += 1;
      this.#cancelRetry = this.#timers.after(
        (delayMs ?? backoffMs) * (0.5 + this.#random() / 2),
        () => this.#openOrWait(),
      );
    }
  }

  #close(): void {
    const session = this.#session;
    this.#session = undefined;
    session?.abort();
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #setState(state: TailState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
