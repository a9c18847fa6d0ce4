import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  EventsPage,
  EventsQuery,
  WatcherEvent,
  dockerWatcherContainerReadPermission,
  dockerWatcherHostReadPermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import {
  DefaultEventsService,
  VisibleEvents,
  noSuchEvent,
} from './DefaultEventsService';
import { EventsCallOptions, EventsService } from './EventsService';
import { ReaderDecisions, notAllowed } from './ReaderDecisions';

/**
 * The one place that decides who may read what of the log.
 *
 * - Every call needs `docker-watcher.use`.
 * - An event of a container may be read by whoever may read the container, also
 *   after it was removed, but an annotation alone that claims it is not enough; one of a host as a whole needs `docker-watcher.host.read`.
 * - A list that would always be empty is refused; a single event that may not be
 *   seen is answered exactly like one that does not exist.
 *
 * Events have no permission of their own yet; once there is
 * `docker-watcher.event.read` on resources of type `docker-watcher-event`, its
 * decision narrows this further, here and nowhere else.
 */
export class AuthorizedEventsService implements EventsService {
  readonly #events: DefaultEventsService;
  readonly #decisions: ReaderDecisions;

  static create(options: {
    events: DefaultEventsService;
    decisions: ReaderDecisions;
  }): AuthorizedEventsService {
    return new AuthorizedEventsService(options);
  }

  private constructor(options: {
    events: DefaultEventsService;
    decisions: ReaderDecisions;
  }) {
    this.#events = options.events;
    this.#decisions = options.decisions;
  }

  async listEvents(
    query: EventsQuery,
    options: EventsCallOptions,
  ): Promise<EventsPage> {
    const { credentials } = options;
    const visible = await this.#visible(credentials);
    if (!visible) {
      throw notAllowed(
        dockerWatcherContainerReadPermission,
        dockerWatcherHostReadPermission,
      );
    }
    return this.#events.listEvents(query, { credentials, visible });
  }

  async getEvent(
    id: string,
    options: EventsCallOptions,
  ): Promise<WatcherEvent> {
    const { credentials } = options;
    const visible = await this.#visible(credentials);
    if (!visible) {
      throw noSuchEvent(id);
    }
    return this.#events.getEvent(id, { credentials, visible });
  }

  /** @returns `undefined` when nothing may be seen. */
  async #visible(
    credentials: BackstageCredentials,
  ): Promise<VisibleEvents | undefined> {
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    const visible = {
      containers: await this.#decisions.permittedContainers(
        dockerWatcherContainerReadPermission,
        credentials,
      ),
      hosts: await this.#decisions.may(
        dockerWatcherHostReadPermission,
        credentials,
      ),
    };
    return visible.containers === 'none' && !visible.hosts
      ? undefined
      : visible;
  }
}
