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
import { VisibleEvents } from '../inventory/VisibleEvents';
import { Clock } from '../lib/Clock';
import { DefaultEventsService, noSuchEvent } from './DefaultEventsService';
import {
  EventExport,
  EventStreamSink,
  EventsCallOptions,
  EventsService,
} from './EventsService';
import { ReaderDecisions, noEventsAllowed } from './ReaderDecisions';

/** How long what was decided holds in an export. */
const DECIDE_AGAIN_AFTER_MS = 5 * 60 * 1000;

/**
 * Lets readers see of the log what `ReaderDecisions.visibleEvents` says, counts,
 * exports and streams included. What would always be empty is refused; a single event that may not
 * be seen is answered exactly like one that does not exist.
 */
export class AuthorizedEventsService implements EventsService {
  readonly #events: DefaultEventsService;
  readonly #decisions: ReaderDecisions;
  readonly #clock: Clock;

  static create(options: {
    events: DefaultEventsService;
    decisions: ReaderDecisions;
    clock: Clock;
  }): AuthorizedEventsService {
    return new AuthorizedEventsService(options);
  }

  private constructor(
    options: Parameters<typeof AuthorizedEventsService.create>[0],
  ) {
    this.#events = options.events;
    this.#decisions = options.decisions;
    this.#clock = options.clock;
  }

  async listEvents(
    query: EventsQuery,
    options: EventsCallOptions,
  ): Promise<EventsPage> {
    const visible = await this.#requireSome(options.credentials);
    return this.#events.listEvents(query, { ...options, visible });
  }

  async getEvent(
    id: string,
    options: EventsCallOptions,
  ): Promise<WatcherEvent> {
    const visible = await this.#decisions.visibleEvents(options.credentials);
    if (visible === 'none') {
      throw noSuchEvent(id);
    }
    return this.#events.getEvent(id, { ...options, visible });
  }

  async getHistogram(
    query: EventHistogramQuery,
    options: EventsCallOptions,
  ): Promise<EventHistogram> {
    const visible = await this.#requireSome(options.credentials);
    return this.#events.getHistogram(query, { ...options, visible });
  }

  async exportEvents(
    filter: EventsFilter,
    options: EventsCallOptions,
  ): Promise<EventExport> {
    const { credentials } = options;
    let visible = await this.#requireSome(credentials);
    let decidedAt = this.#clock.monotonic();
    const readVisible = async () => {
      if (this.#clock.monotonic() - decidedAt >= DECIDE_AGAIN_AFTER_MS) {
        visible = await this.#requireSome(credentials);
        decidedAt = this.#clock.monotonic();
      }
      return visible;
    };
    return this.#events.exportEvents(filter, { ...options, readVisible });
  }

  async streamEvents(
    query: EventStreamQuery,
    options: EventsCallOptions & { sink: EventStreamSink },
  ): Promise<void> {
    const readVisible = () => this.#requireSome(options.credentials);
    await this.#events.streamEvents(query, { ...options, readVisible });
  }

  /** @throws NotAllowedError when nothing may be seen. */
  async #requireSome(
    credentials: BackstageCredentials,
  ): Promise<VisibleEvents> {
    const visible = await this.#decisions.visibleEvents(credentials);
    if (visible === 'none') {
      throw noEventsAllowed();
    }
    return visible;
  }
}
