import {
  Container,
  ContainerDetail,
  ContainersQuery,
  EventExportQuery,
  EventHistogram,
  EventHistogramQuery,
  EventStreamMessage,
  EventStreamQuery,
  EventsPage,
  EventsQuery,
  Host,
  Page,
  Settings,
  SettingsUpdate,
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
  getEventHistogram(
    query?: EventHistogramQuery,
    options?: DockerWatcherCallOptions,
  ): Promise<EventHistogram>;
  /** The body of the answer, to be read while it comes. */
  exportEvents(
    query?: EventExportQuery,
    options?: DockerWatcherCallOptions,
  ): Promise<ReadableStream<Uint8Array>>;
  /**
   * Opens a stream of what is appended. It ends when the backend ends it, when the
   * connection breaks, then with an error, or when the signal aborts. To go on, open it
   * again after the last id.
   */
  streamEvents(
    query?: EventStreamQuery,
    options?: DockerWatcherCallOptions,
  ): AsyncIterable<EventStreamMessage>;
  getSettings(options?: DockerWatcherCallOptions): Promise<Settings>;
  /** Fails with status 409 when somebody else changed them meanwhile. */
  updateSettings(
    update: SettingsUpdate,
    options?: DockerWatcherCallOptions,
  ): Promise<Settings>;
}
