import { EventStreamMessage } from 'backstage-plugin-docker-watcher-common';
import pLimit from 'p-limit';
import { EventLog } from '../eventLog/EventLog';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { StreamReader } from './StreamReader';

/** A few of many, or a thousand readers who return at once would take the database. */
const CONCURRENT_READS = 4;
const BATCH_SIZE = 500;

/** A piece of the log for a reader who is behind. */
export interface CatchUpRead {
  messages: readonly EventStreamMessage[];
  /** Everything up to it is covered. */
  place: bigint;
  /** Whether nothing followed when it was read. */
  isWhole: boolean;
}

/**
 * Reads for those who are behind, filtered by the database, so that what does not
 * concern a reader costs little. Readers who ask for the same thing at once, as after
 * a restart, share one read.
 */
export class CatchUpReads {
  readonly #eventLog: Pick<EventLog<VisibleEvents>, 'read'>;
  readonly #tailPlace: () => bigint;
  readonly #waiting = new Map<
    string,
    { read: Promise<CatchUpRead>; readers: StreamReader[] }
  >();
  readonly #limit = pLimit(CONCURRENT_READS);

  static create(options: {
    eventLog: Pick<EventLog<VisibleEvents>, 'read'>;
    /** Everything up to it is in the log. */
    tailPlace: () => bigint;
  }): CatchUpReads {
    return new CatchUpReads(options);
  }

  private constructor(options: Parameters<typeof CatchUpReads.create>[0]) {
    this.#eventLog = options.eventLog;
    this.#tailPlace = options.tailPlace;
  }

  read(reader: StreamReader): Promise<CatchUpRead> {
    const { key, place, filter, visible } = reader;
    const name = `${place} ${key}`;
    const known = this.#waiting.get(name);
    if (known) {
      known.readers.push(reader);
      return known.read;
    }
    const readers = [reader];
    const read = this.#limit(async () => {
      const isWanted = readers.some(({ signal }) => !signal.aborted);
      return isWanted
        ? this.#read({ after: place, filter, visible })
        : { messages: [], place, isWhole: false };
    }).finally(() => this.#waiting.delete(name));
    this.#waiting.set(name, { read, readers });
    return read;
  }

  async #read(
    options: { after: bigint } & Pick<StreamReader, 'filter' | 'visible'>,
  ): Promise<CatchUpRead> {
    const { after, filter, visible } = options;
    // What the tail has reached by now was committed, so the read sees it.
    const seen = this.#tailPlace();
    const { events, examinedUpTo, hasMore } = await this.#eventLog.read({
      ...{ filter, visible },
      after: String(after),
      limit: BATCH_SIZE,
    });
    const examined = BigInt(examinedUpTo);
    return {
      messages: events.map(event => ({ type: 'event', id: event.id, event })),
      // The newest that the tail has reached may have been deleted since.
      place: hasMore || examined > seen ? examined : seen,
      isWhole: !hasMore,
    };
  }
}
