import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  EventHistogram,
  EventHistogramQuery,
  EventStreamQuery,
  EventsFilter,
  EventsPage,
  EventsQuery,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { EventStreamSink } from '../delivery/EventStreamSink';

export type { EventStreamSink } from '../delivery/EventStreamSink';

/** Who asks. */
export interface EventsCallOptions {
  credentials: BackstageCredentials;
  /** Ends what takes long when nobody waits for it any more. */
  signal?: AbortSignal;
}

/** Events that are read while they are taken. */
export interface EventExport {
  /** When it was asked for, milliseconds since the epoch. */
  startedAt: number;
  /**
   * The oldest first, until what was there at the start is through. Ends early when
   * the signal aborts, and fails when the rest cannot be read or may no longer be.
   */
  batches: AsyncIterable<WatcherEvent[]>;
}

/** The log as one reader may see it. */
export interface EventsService {
  /** The newest first. */
  listEvents(
    query: EventsQuery,
    options: EventsCallOptions,
  ): Promise<EventsPage>;

  /** @throws NotFoundError when there is none or the reader may not see it. */
  getEvent(id: string, options: EventsCallOptions): Promise<WatcherEvent>;

  getHistogram(
    query: EventHistogramQuery,
    options: EventsCallOptions,
  ): Promise<EventHistogram>;

  exportEvents(
    filter: EventsFilter,
    options: EventsCallOptions,
  ): Promise<EventExport>;

  /**
   * Opens a stream that goes on by itself. Fails before anything was sent, or not at
   * all.
   */
  streamEvents(
    query: EventStreamQuery,
    options: EventsCallOptions & { sink: EventStreamSink },
  ): Promise<void>;
}
