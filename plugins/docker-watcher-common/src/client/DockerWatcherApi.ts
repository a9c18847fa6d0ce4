import {
  Container,
  ContainerDetail,
  ContainersQuery,
  EventsPage,
  EventsQuery,
  Host,
  Page,
  Summary,
  WatcherEvent,
} from '../types';

/**
 * Options every call of the client takes.
 * @public
 */
export interface DockerWatcherCallOptions {
  signal?: AbortSignal;
  /** Sent as a bearer token, for calls from another backend. */
  token?: string;
}

/**
 * The plugin's HTTP API, typed. Failures are `ResponseError`s of
 * `@backstage/errors`; check them by `error.name` or `error.response.status`.
 * @public
 */
export interface DockerWatcherApi {
  getSummary(options?: DockerWatcherCallOptions): Promise<Summary>;
  listHosts(options?: DockerWatcherCallOptions): Promise<Page<Host>>;
  getHost(name: string, options?: DockerWatcherCallOptions): Promise<Host>;
  listContainers(
    query?: ContainersQuery,
    options?: DockerWatcherCallOptions,
  ): Promise<Page<Container>>;
  getContainer(
    ref: { host: string; id: string },
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerDetail>;
  listEvents(
    query?: EventsQuery,
    options?: DockerWatcherCallOptions,
  ): Promise<EventsPage>;
  getEvent(
    id: string,
    options?: DockerWatcherCallOptions,
  ): Promise<WatcherEvent>;
}
