import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  EventsPage,
  EventsQuery,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';

/** Who asks. */
export interface EventsCallOptions {
  credentials: BackstageCredentials;
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
}
