import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import {
  EventLogStore,
  EventsCount,
  EventsCountOptions,
  EventsRead,
  EventsReadOptions,
} from './EventLogStore';

/**
 * The log of what happened.
 *
 * Guaranteed: a reader that asks for what comes after the last id it has seen gets
 * every event exactly once, in the order of the log, whichever replica appended it;
 * an event and the state it tells of were committed together. Not guaranteed: that
 * events are in the order of `occurredAt` (hosts have clocks of their own), or that
 * {@link EventLog.onAppended} is told of what other replicas append.
 */
export class EventLog<V = unknown> {
  readonly #store: EventLogStore<V>;
  readonly #listeners = new Set<() => void>();

  static create<V>(options: { store: EventLogStore<V> }): EventLog<V> {
    return new EventLog(options.store);
  }

  private constructor(store: EventLogStore<V>) {
    this.#store = store;
  }

  read(options: EventsReadOptions<V>): Promise<EventsRead> {
    return this.#store.read(options);
  }

  get(id: string, visible?: V): Promise<WatcherEvent | undefined> {
    return this.#store.get(id, visible);
  }

  count(options: EventsCountOptions<V>): Promise<EventsCount> {
    return this.#store.count(options);
  }

  /** The ids at both ends, `undefined` for an empty log. */
  bounds(): Promise<{ oldest: string; newest: string } | undefined> {
    return this.#store.bounds();
  }

  /**
   * The greatest id that was given to any event, deleted ones included, or '0'. None up
   * to it shows later.
   */
  lastGivenId(): Promise<string> {
    return this.#store.lastGivenId();
  }

  /**
   * Calls back after this process appended something. A hint to read again.
   *
   * @returns a function that ends it.
   */
  onAppended(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called after a commit that appended events. */
  notifyAppended(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
