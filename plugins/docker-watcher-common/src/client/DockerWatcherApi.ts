import {
  CleanupAnswer,
  CleanupRequest,
  Container,
  ContainerActionAnswer,
  ContainerDetail,
  ContainerState,
  ContainersQuery,
  EntityClaims,
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
  Snooze,
  SnoozeInput,
  StalePage,
  StaleQuery,
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
 * A container, and the state in which it has to be for something to be done to it.
 * @public
 */
export interface ContainerActionRequest {
  host: string;
  id: string;
  expectedState: ContainerState;
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
  /**
   * Each of the changes is made only if the container is in the state that the caller
   * saw. They fail with status 409 and the present state when it is not, 403 when they
   * are not allowed, and 503 when the host cannot be reached.
   */
  startContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer>;
  stopContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer>;
  restartContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer>;
  /** Never removes one that runs, and leaves its volumes. */
  removeContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer>;
  /** How an entity and containers belong together, and what would help. */
  getEntityClaims(
    entityRef: string,
    options?: DockerWatcherCallOptions,
  ): Promise<EntityClaims>;
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
  listStale(
    query?: StaleQuery,
    options?: DockerWatcherCallOptions,
  ): Promise<StalePage>;
  /**
   * Removes containers that are stale, or says which it would remove. Each is judged
   * and allowed for itself, so it succeeds whatever comes of them.
   */
  cleanUpStale(
    request: CleanupRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<CleanupAnswer>;
  /** Keeps the workload of a container out of the stale ones; replaces a former one. */
  snoozeContainer(
    ref: { host: string; id: string },
    input: SnoozeInput,
    options?: DockerWatcherCallOptions,
  ): Promise<Snooze>;
  /** Succeeds also when it is not snoozed. */
  endSnooze(
    ref: { host: string; id: string },
    options?: DockerWatcherCallOptions,
  ): Promise<void>;
  getSettings(options?: DockerWatcherCallOptions): Promise<Settings>;
  /** Fails with status 409 when somebody else changed them meanwhile. */
  updateSettings(
    update: SettingsUpdate,
    options?: DockerWatcherCallOptions,
  ): Promise<Settings>;
}
