import {
  EventStreamMessage,
  EventsPage,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { EventGap, EventTail, TailState } from './EventTail';
import { Timers, browserTimers } from './Timers';
import { compareIds } from './compareIds';
import { mergeEvents } from './mergeEvents';

/** How long the list waits for the stream to stand, to be asked for only once. */
const GRACE_MS = 400;
/** Events that come together are shown together. */
const FLUSH_MS = 100;
const RETRY_MS = 5_000;
/** A page may be short where matches are rare; some more are read until so many. */
const ENOUGH = 10;
/** How many pages are read before the reader is asked whether to go on. */
const MAX_PAGES = 5;
/** What is kept when there is too much, so that not every new event cuts again. */
const KEPT_SHARE = 0.8;

/** What is known of the log just now. */
export interface FeedSnapshot {
  status: 'loading' | 'ready' | 'failed';
  /** Why it failed. */
  error?: unknown;
  /** The newest first. */
  items: readonly WatcherEvent[];
  /** Where events were deleted before they could be shown. */
  gaps: readonly EventGap[];
  /** How many new ones are held back. */
  waiting: number;
  /** More may wait than were counted: the stream is closed until they are shown. */
  waitingIsFull: boolean;
  older: {
    status: 'end' | 'idle' | 'loading' | 'failed';
    error?: unknown;
    /** Several pages were looked through in vain; there is more to look through. */
    foundNothing: boolean;
  };
  tail: TailState;
  isPaused: boolean;
}

/** Why new events are held back: the reader asked for it, or reads further down. */
export type Hold = 'paused' | 'scrolled';

/** Where a page of the list begins. */
export interface FeedPlace {
  cursor?: string;
  /** Instead of the filter's own end. */
  until?: string;
}

export interface EventFeedOptions {
  list: (place: FeedPlace, signal: AbortSignal) => Promise<EventsPage>;
  /** Left out where the log is not followed. */
  stream?: (
    after: string | undefined,
    signal: AbortSignal,
  ) => AsyncIterable<EventStreamMessage>;
  timers?: Timers;
  random?: () => number;
  /** How many events are held back at most before the stream is closed. */
  maxWaiting?: number;
  /** How many are kept while the reader is at the top and new ones come. */
  maxItems?: number;
}

/**
 * The log as a reader sees it: pages of the past, and what the stream tells of since,
 * in one list that has every event once and in the order of the log.
 *
 * @remarks The list is asked for once the stream stands, so that what is appended in
 * between comes with either. Where the list came first, its top is asked for again.
 */
export class EventFeed {
  readonly #options: EventFeedOptions;
  readonly #timers: Timers;
  readonly #tail: EventTail | undefined;
  readonly #maxWaiting: number;
  readonly #maxItems: number;
  readonly #holds = new Set<Hold>();
  readonly #listeners = new Set<() => void>();
  #snapshot: FeedSnapshot = {
    status: 'loading',
    items: [],
    gaps: [],
    waiting: 0,
    waitingIsFull: false,
    older: { status: 'end', foundNothing: false },
    tail: { kind: 'stopped' },
    isPaused: false,
  };
  /** The newest first, like the items. */
  #waiting: WatcherEvent[] = [];
  #arrived: WatcherEvent[] = [];
  #olderPlace: FeedPlace | undefined;
  #run: AbortController | undefined;
  #hasAsked = false;
  #ask: AbortController | undefined;
  /** While the top is asked for again: down to which event what is shown is whole. */
  #mending: { down: string | undefined } | undefined;
  #cancels = new Map<'grace' | 'flush' | 'retry', () => void>();

  private constructor(options: EventFeedOptions) {
    this.#options = options;
    this.#timers = options.timers ?? browserTimers;
    this.#maxWaiting = options.maxWaiting ?? 500;
    this.#maxItems = options.maxItems ?? 1_000;
    const { stream, random } = options;
    this.#tail =
      stream &&
      EventTail.create({
        open: stream,
        timers: this.#timers,
        random,
        onBegun: () => this.#onBegun(),
        onEvent: event => this.#onEvent(event),
        onGap: gap => this.#onGap(gap),
        onState: tail => this.#onTail(tail),
      });
  }

  static create(options: EventFeedOptions): EventFeed {
    return new EventFeed(options);
  }

  /** For React's `useSyncExternalStore`, like {@link EventFeed.getSnapshot}. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getSnapshot = (): FeedSnapshot => this.#snapshot;

  get isLive(): boolean {
    return this.#tail !== undefined;
  }

  /** @returns the stop, which closes the stream and leaves no timer. */
  start(): () => void {
    const run = new AbortController();
    this.#run = run;
    this.#hasAsked = this.#snapshot.status === 'ready';
    if (this.#tail) {
      this.#later('grace', GRACE_MS, () => this.#askOnce());
      this.#tail.start();
    } else {
      this.#askOnce();
    }
    return () => {
      if (this.#run === run) {
        this.#run = undefined;
      }
      run.abort();
      this.#tail?.stop();
      this.#flush();
      this.#cancels.forEach(cancel => cancel());
      this.#cancels.clear();
    };
  }

  setVisible(isVisible: boolean): void {
    if (isVisible) {
      this.#tail?.resume('hidden');
    } else {
      this.#tail?.suspend('hidden');
    }
  }

  /** New events wait from now on. */
  hold(reason: Hold): void {
    this.#holds.add(reason);
    this.#set({ isPaused: this.#holds.has('paused') });
  }

  /** Shows what waited unless it is still held back for another reason. */
  release(reason: Hold): void {
    if (this.#holds.delete(reason)) {
      this.#set({ isPaused: this.#holds.has('paused') });
      if (this.#holds.size === 0) {
        this.showWaiting();
      }
    }
  }

  /** Shows what waits by now; what comes later waits again. */
  showWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#set({ waiting: 0, waitingIsFull: false });
    this.#show(waiting);
    this.#tail?.resume('full');
  }

  /**
   * Asks again: for the list when it failed, else for its top while no stream tells
   * of new events, and for the stream.
   */
  retry(): void {
    if (this.#snapshot.status === 'failed') {
      this.#set({ status: 'loading', error: undefined });
      this.#askForTop();
    } else if (this.#snapshot.tail.kind !== 'live') {
      this.#askForTop();
    }
    this.#tail?.retry();
  }

  /** Looks further back; what is shown stays also when that fails. */
  async loadOlder(): Promise<void> {
    const run = this.#run;
    const place = this.#olderPlace;
    if (!run || !place || this.#snapshot.older.status === 'loading') {
      return;
    }
    this.#set({ older: { status: 'loading', foundNothing: false } });
    try {
      const { found, next } = await this.#readPages(
        { place, signal: run.signal },
        events => events.length >= ENOUGH,
      );
      if (this.#olderPlace === place) {
        this.#setItems(mergeEvents(this.#snapshot.items, found));
        this.#setOlder(next, found.length === 0);
      }
    } catch (error) {
      if (!run.signal.aborted && this.#olderPlace === place) {
        this.#set({ older: { status: 'failed', error, foundNothing: false } });
      }
    }
  }

  #onTail(tail: TailState): void {
    this.#set({ tail });
    const isHopeful = tail.kind === 'connecting' || tail.kind === 'live';
    if (this.#run && !isHopeful && tail.kind !== 'stopped') {
      this.#askOnce();
    }
  }

  #onBegun(): void {
    if (this.#hasAsked) {
      // The list was asked for before the stream stood: what was appended between
      // the two came with neither.
      this.#askForTop();
    } else {
      this.#askOnce();
    }
  }

  #askOnce(): void {
    this.#cancel('grace');
    if (!this.#hasAsked) {
      this.#hasAsked = true;
      this.#askForTop();
    }
  }

  async #askForTop(): Promise<void> {
    const run = this.#run;
    if (!run) {
      return;
    }
    this.#cancel('retry');
    this.#ask?.abort();
    const ask = new AbortController();
    this.#ask = ask;
    const signal = AbortSignal.any([run.signal, ask.signal]);
    if (!this.#mending && this.#snapshot.status === 'ready') {
      this.#mending = { down: this.#snapshot.items[0]?.id };
    }
    const isFirst = !this.#mending;
    const down = this.#mending?.down;
    const reaches = (events: readonly WatcherEvent[]) =>
      down !== undefined &&
      events.length > 0 &&
      compareIds(events[events.length - 1].id, down) <= 0;
    try {
      const { found, next } = await this.#readPages(
        { place: {}, signal },
        events => (down ? reaches(events) : events.length >= ENOUGH),
      );
      const { items } = this.#snapshot;
      if (down && (reaches(found) || !next)) {
        this.#setItems(mergeEvents(items, found));
      } else {
        // The first time, or more has happened than was read: then what was shown
        // before would stand below a hole.
        this.#setItems(
          mergeEvents(
            items.filter(({ id }) => !down || compareIds(id, down) > 0),
            found,
          ),
        );
        this.#setOlder(next, found.length === 0);
      }
      this.#mending = undefined;
      this.#set({ status: 'ready', error: undefined });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (isFirst) {
        this.#set({ status: 'failed', error });
      } else {
        // Giving up would leave out what was appended meanwhile.
        this.#later('retry', RETRY_MS, () => this.#askForTop());
      }
    }
  }

  async #readPages(
    from: { place: FeedPlace; signal: AbortSignal },
    isEnough: (found: readonly WatcherEvent[]) => boolean,
  ): Promise<{ found: WatcherEvent[]; next: FeedPlace | undefined }> {
    let place: FeedPlace | undefined = from.place;
    let found: WatcherEvent[] = [];
    for (let read = 0; place && read < MAX_PAGES; read += 1) {
      const page = await this.#options.list(place, from.signal);
      from.signal.throwIfAborted();
      found = mergeEvents(found, page.items);
      const cursor = page.pageInfo.nextCursor;
      place = cursor ? { ...place, cursor } : undefined;
      if (isEnough(found)) {
        break;
      }
    }
    return { found, next: place };
  }

  #onEvent(event: WatcherEvent): void {
    this.#arrived.push(event);
    if (!this.#cancels.has('flush')) {
      this.#later('flush', FLUSH_MS, () => this.#flush());
    }
  }

  #onGap(gap: EventGap): void {
    if (compareIds(gap.oldest, gap.after) > 0) {
      this.#set({ gaps: [...this.#snapshot.gaps, gap] });
      return;
    }
    // Another log: its ids say nothing about those of what is shown.
    this.#cancel('flush');
    this.#arrived = [];
    this.#waiting = [];
    this.#mending = undefined;
    this.#set({
      status: 'loading',
      error: undefined,
      items: [],
      gaps: [],
      waiting: 0,
      waitingIsFull: false,
    });
    this.#setOlder(undefined, false);
    this.#hasAsked = true;
    this.#cancel('grace');
    this.#askForTop();
  }

  #flush(): void {
    this.#cancel('flush');
    const arrived = this.#arrived.reverse();
    this.#arrived = [];
    if (this.#holds.size === 0) {
      this.#show(arrived);
      return;
    }
    this.#waiting = mergeEvents(this.#waiting, arrived);
    const waitingIsFull = this.#waiting.length >= this.#maxWaiting;
    this.#set({ waiting: this.#waiting.length, waitingIsFull });
    if (waitingIsFull) {
      this.#tail?.suspend('full');
    }
  }

  /** Puts new events on top. Those far down are let go, to be asked for again. */
  #show(events: readonly WatcherEvent[]): void {
    const items = mergeEvents(this.#snapshot.items, events);
    if (events.length === 0 || items.length <= this.#maxItems) {
      this.#setItems(items);
      return;
    }
    const kept = items.slice(0, Math.ceil(this.#maxItems * KEPT_SHARE));
    this.#setItems(kept);
    // Exclusive, so it includes the last one that was kept and all of its moment.
    const until = new Date(Date.parse(kept[kept.length - 1].at) + 1);
    this.#setOlder({ until: until.toISOString() }, false);
  }

  #setItems(items: readonly WatcherEvent[]): void {
    this.#set({ items });
    if (this.#waiting.length > 0) {
      const shown = new Set(items.map(({ id }) => id));
      this.#waiting = this.#waiting.filter(({ id }) => !shown.has(id));
      this.#set({ waiting: this.#waiting.length });
    }
  }

  #setOlder(next: FeedPlace | undefined, foundNothing: boolean): void {
    this.#olderPlace = next;
    this.#set({
      older: {
        status: next ? 'idle' : 'end',
        foundNothing: foundNothing && next !== undefined,
      },
    });
  }

  #later(what: 'grace' | 'flush' | 'retry', ms: number, run: () => void): void {
    this.#cancel(what);
    this.#cancels.set(
      what,
      this.#timers.after(ms, () => {
        this.#cancels.delete(what);
        run();
      }),
    );
  }

  #cancel(what: 'grace' | 'flush' | 'retry'): void {
    this.#cancels.get(what)?.();
    this.#cancels.delete(what);
  }

  #set(change: Partial<FeedSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#listeners.forEach(listener => listener());
  }
}
