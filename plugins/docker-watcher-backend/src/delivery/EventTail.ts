import {
  EventStreamMessage,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { EventLog } from '../eventLog/EventLog';
import { matchesEventFilter } from '../eventLog/matchesEventFilter';
import { EventResources } from '../inventory/EventResources';
import { InventoryReader } from '../inventory/InventoryReader';
import {
  KnownEvent,
  mayKnowEvent,
  needsMoreThanEvents,
} from '../inventory/mayKnowEvent';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { StreamReader } from './StreamReader';

/** So many that a burst is read quickly, so few that a batch stays small. */
const BATCH_SIZE = 500;

/** Finds what judging an event takes. */
export interface EventSubjects extends EventResources {
  getFilterables: InventoryReader['getFilterables'];
}

/**
 * The end of the log, read once for all readers who have got that far. Each gets what
 * passes its filter and may be known to it, judged in memory; readers who get the same
 * share the judgement and the messages.
 */
export class EventTail {
  readonly #eventLog: Pick<EventLog<VisibleEvents>, 'read'>;
  readonly #subjects: EventSubjects;
  readonly #maxPendingBytes: number;
  readonly #onBehind: (reader: StreamReader) => void;
  readonly #readers = new Set<StreamReader>();
  #place = 0n;
  #polling: Promise<void> | undefined;
  #isHastened = false;

  static create(options: {
    eventLog: Pick<EventLog<VisibleEvents>, 'read'>;
    subjects: EventSubjects;
    /** How much may wait for a reader before it has to leave. */
    maxPendingBytes: number;
    /** Told of readers who left because they do not keep up. */
    onBehind: (reader: StreamReader) => void;
  }): EventTail {
    return new EventTail(options);
  }

  private constructor(options: Parameters<typeof EventTail.create>[0]) {
    this.#eventLog = options.eventLog;
    this.#subjects = options.subjects;
    this.#maxPendingBytes = options.maxPendingBytes;
    this.#onBehind = options.onBehind;
  }

  /** Everything up to it was handed to those who are here. */
  get place(): bigint {
    return this.#place;
  }

  get size(): number {
    return this.#readers.size;
  }

  has(reader: StreamReader): boolean {
    return this.#readers.has(reader);
  }

  /** @returns false when the tail has gone on, so the reader has to catch up first. */
  join(reader: StreamReader): boolean {
    if (this.#readers.size === 0) {
      // Nobody depends on the old place.
      this.#place = reader.place;
    } else if (reader.place < this.#place) {
      return false;
    }
    this.#readers.add(reader);
    return true;
  }

  leave(reader: StreamReader): void {
    this.#readers.delete(reader);
  }

  /**
   * Reads what was appended and hands it out. Calls while it does so make it look
   * once more, so whatever was appended before a call is covered.
   */
  async poll(): Promise<void> {
    this.#isHastened = true;
    if (this.#readers.size > 0) {
      this.#polling ??= this.#pollToEnd();
      await this.#polling;
    }
  }

  async #pollToEnd(): Promise<void> {
    try {
      while (this.#isHastened && this.#readers.size > 0) {
        this.#isHastened = false;
        await this.#pollOnce();
      }
    } finally {
      // Together with the last look at the hint, so that none is lost in between.
      this.#polling = undefined;
    }
  }

  async #pollOnce(): Promise<void> {
    const after = this.#place;
    const { events, examinedUpTo, hasMore } = await this.#eventLog.read({
      after: String(after),
      limit: BATCH_SIZE,
    });
    if (events.length === 0) {
      return;
    }
    let known: KnownEvent[] | undefined;
    // Somebody may join meanwhile.
    while (!known && this.#isMoreNeeded()) {
      known = await this.#describe(events);
    }
    if (this.#place !== after) {
      // Everybody left and the tail began anew elsewhere.
      this.#isHastened = true;
      return;
    }
    this.#place = BigInt(examinedUpTo);
    this.#handOut(known ?? events.map(withoutMore), { after });
    this.#isHastened ||= hasMore;
  }

  /** Without waiting for anything, so nobody joins or leaves in between. */
  #handOut(known: readonly KnownEvent[], options: { after: bigint }): void {
    const messages = known.map(({ event }) => toMessage(event));
    const judged = new Map<string, EventStreamMessage[]>();
    for (const reader of [...this.#readers]) {
      const passed =
        judged.get(reader.key) ??
        messages.filter((_, i) => passes(known[i], reader));
      judged.set(reader.key, passed);
      // A reader may have joined from further on.
      const news =
        reader.place > options.after
          ? passed.filter(({ id }) => BigInt(id) > reader.place)
          : passed;
      if (news.length > 0) {
        reader.send(news);
      }
      if (reader.place < this.#place && !reader.signal.aborted) {
        reader.moveTo(this.#place);
      }
      if (reader.sink.pendingBytes > this.#maxPendingBytes) {
        this.leave(reader);
        this.#onBehind(reader);
      }
    }
  }

  #isMoreNeeded(): boolean {
    return [...this.#readers].some(
      ({ filter, visible }) =>
        filter.ownerRefs !== undefined || needsMoreThanEvents(visible),
    );
  }

  async #describe(events: readonly WatcherEvent[]): Promise<KnownEvent[]> {
    const refs = new Map(
      events.flatMap(event => {
        const { host, containerId: id } = event;
        return host !== undefined && id !== undefined
          ? [[containerOf(event), { host, id }]]
          : [];
      }),
    );
    const [about, found] = await Promise.all([
      this.#subjects.getFilterableEvents(events.map(({ id }) => id)),
      this.#subjects.getFilterables([...refs.values()]),
    ]);
    const containers = new Map(
      [...refs.keys()].map((key, i) => [key, found[i]]),
    );
    return events.map((event, i) => ({
      event,
      about: about[i],
      container: containers.get(containerOf(event)),
    }));
  }
}

function passes(known: KnownEvent, reader: StreamReader): boolean {
  const { event, about } = known;
  const ownerRefs = about?.trustedOwnerRefs ?? [];
  return (
    matchesEventFilter({ event, ownerRefs }, reader.filter) &&
    mayKnowEvent(known, reader.visible)
  );
}

function withoutMore(event: WatcherEvent): KnownEvent {
  return { event, about: undefined, container: undefined };
}

function toMessage(event: WatcherEvent) {
  return { type: 'event' as const, id: event.id, event };
}

function containerOf(event: WatcherEvent): string {
  return `${event.host}/${event.containerId}`;
}
