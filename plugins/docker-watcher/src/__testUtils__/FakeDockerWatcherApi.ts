import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  CleanupAnswer,
  CleanupRequest,
  CleanupResult,
  Container,
  ContainerAction,
  ContainerActionAnswer,
  ContainerActionRequest,
  ContainerDetail,
  ContainersQuery,
  DockerWatcherApi,
  DockerWatcherCallOptions,
  EventExportQuery,
  EventHistogram,
  EventHistogramQuery,
  EventStreamMessage,
  EventStreamQuery,
  EventsFilter,
  EventsPage,
  EventsQuery,
  EntityClaims,
  Host,
  Page,
  Settings,
  SettingsUpdate,
  Snooze,
  SnoozeInput,
  StaleContainer,
  StalePage,
  StaleQuery,
  Summary,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { FakeEventStream } from './FakeEventStream';
import { buildSettings, summaryOf } from './builders';

type Call = keyof DockerWatcherApi;
type Query = Omit<ContainersQuery, 'order'> &
  Omit<StaleQuery, 'order'> & {
    order?: ContainersQuery['order'] | StaleQuery['order'];
  } & EventsQuery &
  EventHistogramQuery &
  EventExportQuery &
  EventStreamQuery;

const DEFAULT_LIMIT = 50;

function has<T>(wanted: readonly T[] | undefined, value: T | undefined) {
  return (
    !wanted ||
    wanted.length === 0 ||
    (value !== undefined && wanted.includes(value))
  );
}

function matches(container: Container, query: ContainersQuery): boolean {
  const { name, image, labels, compose, presence, entityRef, claims } =
    container;
  const { q = '', presence: presences = ['present', 'unknown'] } = query;
  return (
    has(query.host, container.host) &&
    has(query.state, container.state) &&
    has(query.health, container.health) &&
    has(query.project, compose?.project) &&
    has(query.image, image) &&
    has(query.entityRef, entityRef) &&
    has(presences, presence) &&
    (query.stale === undefined ||
      query.stale ===
        Boolean(container.stale && !container.stale.snoozedUntil)) &&
    (query.claimed === undefined ||
      query.claimed === Boolean(entityRef || claims.length > 0)) &&
    (query.label ?? []).every(label => {
      const [key, value] = label.split('=');
      return key in labels && (value === undefined || labels[key] === value);
    }) &&
    [name, image, compose?.project, compose?.service].some(text =>
      text?.includes(q),
    )
  );
}

function matchesEvent(event: WatcherEvent, query: EventsFilter): boolean {
  const { q = '', since, until } = query;
  const asked = q.toLowerCase();
  return (
    has(query.host, event.host) &&
    has(query.containerId, event.containerId) &&
    has(query.workload, event.workload) &&
    has(query.kind, event.kind) &&
    has(query.severity, event.severity) &&
    has(query.source, event.source) &&
    has(query.proxyId, event.proxyId) &&
    has(query.entityRef, event.entityRef) &&
    (!since || Date.parse(event.at) >= Date.parse(since)) &&
    (!until || Date.parse(event.at) < Date.parse(until)) &&
    [event.message, event.containerName].some(text =>
      text?.toLowerCase().includes(asked),
    )
  );
}

function compare(query: ContainersQuery) {
  const { field, direction } = query.order ?? {
    field: 'name',
    direction: 'asc',
  };
  const sign = direction === 'asc' ? 1 : -1;
  const key = (container: Container) =>
    field === 'project' ? container.compose?.project ?? '' : container[field];
  return (a: Container, b: Container) =>
    sign * key(a).localeCompare(key(b)) || a.id.localeCompare(b.id);
}

function bytesOf({ reclaimable }: StaleContainer): number {
  return reclaimable
    ? reclaimable.containerBytes + reclaimable.volumeBytes
    : -1;
}

function compareStale(query: StaleQuery) {
  const { field, direction } = query.order ?? {
    field: 'since',
    direction: 'asc',
  };
  const sign = direction === 'asc' ? 1 : -1;
  return (a: StaleContainer, b: StaleContainer) => {
    const difference =
      field === 'size'
        ? bytesOf(a) - bytesOf(b)
        : (field === 'since' ? a.stale.since : a[field]).localeCompare(
            field === 'since' ? b.stale.since : b[field],
          );
    return sign * difference || a.id.localeCompare(b.id);
  };
}

/**
 * A backend in memory: filters, orders and pages as the real one does, remembers
 * what it was asked, and fails when told to.
 */
export class FakeDockerWatcherApi implements DockerWatcherApi {
  containers: ContainerDetail[];
  hosts: Host[];
  /** The newest first. */
  events: WatcherEvent[];
  settings: Settings = buildSettings();
  /** By the reference of the entity; of others there is nothing to tell. */
  readonly entityClaims = new Map<string, EntityClaims>();
  readonly failures = new Map<Call, Error>();
  /** What `ownedByMe` leaves of containers and events, by their entity. */
  owned: string[] = [];
  /** What the histogram says of its own limits. */
  histogramLimits: Pick<EventHistogram, 'completeSince'> = {};
  /** How many events a page looks through; fewer than match only where set. */
  examinedPerPage = Infinity;
  /** Every stream that was opened, also those that ended. */
  readonly streams: FakeEventStream[] = [];
  readonly calls: { name: Call; query?: Query }[] = [];
  readonly signals: AbortSignal[] = [];
  /** What was asked to be done. */
  readonly actions: (ContainerActionRequest & { action: ContainerAction })[] =
    [];
  /** Whether what is done shows at once, or only when a test changes the container. */
  actionsShow = true;
  actionOutcome: ContainerActionAnswer['outcome'] = 'done';
  /** What clean-ups were asked for. */
  readonly cleanups: CleanupRequest[] = [];
  /** What comes of containers, by their reference; by default they are removed. */
  readonly cleanupResults = new Map<
    string,
    Pick<CleanupResult, 'outcome' | 'reason'> & {
      /** A dry run knows it already. */
      inPreview?: boolean;
    }
  >();
  /** Calls named here are answered only once they are taken out again. */
  readonly held = new Set<Call>();

  constructor(
    content: {
      containers?: ContainerDetail[];
      hosts?: Host[];
      events?: WatcherEvent[];
    } = {},
  ) {
    this.containers = content.containers ?? [];
    this.hosts = content.hosts ?? [];
    this.events = content.events ?? [];
  }

  async getSummary(options?: DockerWatcherCallOptions): Promise<Summary> {
    await this.#begin('getSummary', options);
    return summaryOf(this.containers, this.hosts);
  }

  async getEntityClaims(
    entityRef: string,
    options?: DockerWatcherCallOptions,
  ): Promise<EntityClaims> {
    await this.#begin('getEntityClaims', options);
    return (
      this.entityClaims.get(entityRef) ?? {
        claims: [],
        problems: [],
        suggestions: [],
      }
    );
  }

  async listHosts(options?: DockerWatcherCallOptions): Promise<Page<Host>> {
    await this.#begin('listHosts', options);
    return { items: this.hosts, pageInfo: {}, totalItems: this.hosts.length };
  }

  async getHost(
    name: string,
    options?: DockerWatcherCallOptions,
  ): Promise<Host> {
    await this.#begin('getHost', options);
    const found = this.hosts.find(host => host.name === name);
    if (!found) {
      throw new NotFoundError(`No host '${name}'`);
    }
    return found;
  }

  async listContainers(
    query: ContainersQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<Page<Container>> {
    await this.#begin('listContainers', options, query);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const start = Number(query.cursor ?? 0);
    const all = this.containers
      .filter(
        container =>
          matches(container, query) &&
          (!query.ownedByMe || this.owned.includes(container.entityRef ?? '')),
      )
      .sort(compare(query));
    return {
      items: all.slice(start, start + limit),
      pageInfo: {
        nextCursor: start + limit < all.length ? `${start + limit}` : undefined,
        prevCursor: start > 0 ? `${Math.max(0, start - limit)}` : undefined,
      },
      totalItems: all.length,
    };
  }

  async getContainer(
    ref: { host: string; id: string },
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerDetail> {
    await this.#begin('getContainer', options);
    const found = this.containers.find(
      container => container.host === ref.host && container.id === ref.id,
    );
    if (!found) {
      throw new NotFoundError(`No container '${ref.host}/${ref.id}'`);
    }
    return found;
  }

  async startContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    await this.#begin('startContainer', options);
    return this.#act('start', request, { state: 'running' });
  }

  async stopContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    await this.#begin('stopContainer', options);
    return this.#act('stop', request, { state: 'exited', exitCode: 143 });
  }

  async restartContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    await this.#begin('restartContainer', options);
    const startedAt = new Date().toISOString();
    return this.#act('restart', request, { state: 'running', startedAt });
  }

  async removeContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    await this.#begin('removeContainer', options);
    return this.#act('remove', request, {
      presence: 'missing',
      allowedActions: [],
      actionsObstacle: 'removed',
    });
  }

  async listStale(
    query: StaleQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<StalePage> {
    await this.#begin('listStale', options, query);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const start = Number(query.cursor ?? 0);
    const { snoozed = false, minBytes = 0, minDays = 0, ownerRef } = query;
    const all = this.containers
      .flatMap((container): StaleContainer[] => {
        const { stale, allowedActions, ...rest } = container;
        return stale && Boolean(stale.snoozedUntil) === snoozed
          ? [{ ...rest, stale, mayRemove: allowedActions.includes('remove') }]
          : [];
      })
      .filter(
        container =>
          matches(container, { ...query, order: undefined }) &&
          (!query.ownedByMe ||
            this.owned.includes(container.entityRef ?? '')) &&
          (!ownerRef?.length ||
            container.ownerRefs.some(ref => ownerRef.includes(ref))) &&
          (minBytes === 0 || bytesOf(container) >= minBytes) &&
          Date.now() -
            Date.parse(container.lastAliveAt ?? container.createdAt) >=
            minDays * 86_400_000,
      )
      .sort(compareStale(query));
    return {
      items: all.slice(start, start + limit),
      pageInfo: {
        nextCursor: start + limit < all.length ? `${start + limit}` : undefined,
      },
      totalItems: all.length,
      totals: {
        containerBytes: all.reduce(
          (sum, one) => sum + (one.reclaimable?.containerBytes ?? 0),
          0,
        ),
        volumeBytes: all.reduce(
          (sum, one) => sum + (one.reclaimable?.volumeBytes ?? 0),
          0,
        ),
        unmeasured: all.filter(one => !one.reclaimable).length,
      },
    };
  }

  async cleanUpStale(
    request: CleanupRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<CleanupAnswer> {
    await this.#begin('cleanUpStale', options);
    this.cleanups.push(request);
    const { containers, dryRun = false } = request;
    return {
      dryRun,
      results: containers.map((ref): CleanupResult => {
        const told = this.cleanupResults.get(`${ref.host}/${ref.id}`);
        const found = this.containers.find(
          each => each.host === ref.host && each.id === ref.id,
        );
        if (told && (!dryRun || told.inPreview)) {
          const { inPreview, ...result } = told;
          return { ...ref, name: found?.name, ...result };
        }
        if (!found) {
          return { ...ref, outcome: 'gone', reason: 'No such container' };
        }
        const { name, reclaimable } = found;
        if (!dryRun) {
          this.containers = this.containers.filter(each => each !== found);
        }
        return {
          ...ref,
          name,
          outcome: dryRun ? 'removable' : 'removed',
          reclaimable,
        };
      }),
    };
  }

  async snoozeContainer(
    ref: { host: string; id: string },
    input: SnoozeInput,
    options?: DockerWatcherCallOptions,
  ): Promise<Snooze> {
    await this.#begin('snoozeContainer', options);
    const found = await this.#find(ref);
    const at = Date.now();
    const snooze: Snooze = {
      host: ref.host,
      workload: found.workload,
      until: new Date(at + input.days * 86_400_000).toISOString(),
      note: input.note,
      by: 'user:default/me',
      at: new Date(at).toISOString(),
    };
    this.#change(found, {
      snooze,
      stale: found.stale && { ...found.stale, snoozedUntil: snooze.until },
    });
    return snooze;
  }

  async endSnooze(
    ref: { host: string; id: string },
    options?: DockerWatcherCallOptions,
  ): Promise<void> {
    await this.#begin('endSnooze', options);
    const found = await this.#find(ref);
    this.#change(found, {
      snooze: undefined,
      stale: found.stale && { ...found.stale, snoozedUntil: undefined },
    });
  }

  async #find(ref: { host: string; id: string }): Promise<ContainerDetail> {
    const found = this.containers.find(
      each => each.host === ref.host && each.id === ref.id,
    );
    if (!found) {
      throw new NotFoundError(`No container '${ref.host}/${ref.id}'`);
    }
    return found;
  }

  #change(found: ContainerDetail, changes: Partial<ContainerDetail>) {
    this.containers = this.containers.map(each =>
      each === found ? { ...each, ...changes } : each,
    );
  }

  async listEvents(
    query: EventsQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<EventsPage> {
    await this.#begin('listEvents', options, query);
    const { cursor, limit = DEFAULT_LIMIT } = query;
    const examined: WatcherEvent[] = [];
    const items: WatcherEvent[] = [];
    const rest = this.events.filter(
      event => !cursor || BigInt(event.id) < BigInt(cursor),
    );
    for (const event of rest) {
      if (examined.length >= this.examinedPerPage || items.length >= limit) {
        break;
      }
      examined.push(event);
      if (this.#shows(event, query)) {
        items.push(event);
      }
    }
    const more = rest
      .slice(examined.length)
      .some(event => this.#shows(event, query));
    return {
      items,
      pageInfo: {
        nextCursor: more ? examined[examined.length - 1].id : undefined,
      },
    };
  }

  async getEvent(
    id: string,
    options?: DockerWatcherCallOptions,
  ): Promise<WatcherEvent> {
    await this.#begin('getEvent', options);
    const found = this.events.find(event => event.id === id);
    if (!found) {
      throw new NotFoundError(`No event '${id}'`);
    }
    return found;
  }

  async getEventHistogram(
    query: EventHistogramQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<EventHistogram> {
    await this.#begin('getEventHistogram', options, query);
    const { buckets: count = 60 } = query;
    const until = query.until ? Date.parse(query.until) : Date.now();
    const since = query.since
      ? Date.parse(query.since)
      : until - 7 * 24 * 3_600_000;
    const bucketMs = Math.max(1, Math.ceil((until - since) / count));
    const buckets = Array.from({ length: count }, (_, index) => ({
      at: new Date(since + index * bucketMs).toISOString(),
      info: 0,
      warn: 0,
      error: 0,
    }));
    for (const event of this.events) {
      const place = Math.floor((Date.parse(event.at) - since) / bucketMs);
      if (buckets[place] && this.#shows(event, query)) {
        buckets[place][event.severity] += 1;
      }
    }
    return {
      since: new Date(since).toISOString(),
      until: new Date(until).toISOString(),
      bucketMs,
      buckets,
      ...this.histogramLimits,
    };
  }

  async exportEvents(
    query: EventExportQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    await this.#begin('exportEvents', options, query);
    const lines = this.events
      .filter(event => this.#shows(event, query))
      .map(event =>
        query.format === 'csv'
          ? `${event.id},${event.at},${event.kind}\n`
          : `${JSON.stringify(event)}\n`,
      );
    const bytes = new TextEncoder().encode(lines.join(''));
    return new ReadableStream({
      pull: async controller => {
        while (this.held.has('exportEvents')) {
          options?.signal?.throwIfAborted();
          await new Promise(resolve => setTimeout(resolve, 5));
        }
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  async *streamEvents(
    query: EventStreamQuery = {},
    options?: DockerWatcherCallOptions,
  ): AsyncIterable<EventStreamMessage> {
    await this.#begin('streamEvents', options, query);
    const stream = new FakeEventStream(query, options?.signal);
    this.streams.push(stream);
    const { after } = query;
    const head = this.events[0]?.id ?? '0';
    stream.send({ type: 'ready', id: after ?? head });
    if (after) {
      for (const event of [...this.events].reverse()) {
        if (BigInt(event.id) > BigInt(after) && this.#shows(event, query)) {
          stream.send({ type: 'event', id: event.id, event });
        }
      }
    }
    yield* stream.messages();
  }

  /** The streams that somebody listens to. */
  get openStreams(): FakeEventStream[] {
    return this.streams.filter(stream => stream.isOpen);
  }

  /** Appends to the log, and tells those who follow it and asked for it. */
  append(...events: WatcherEvent[]): void {
    for (const event of events) {
      this.events = [event, ...this.events];
      for (const stream of this.openStreams) {
        stream.send(
          this.#shows(event, stream.query)
            ? { type: 'event', id: event.id, event }
            : { type: 'heartbeat', id: event.id },
        );
      }
    }
  }

  #shows(event: WatcherEvent, query: EventsFilter): boolean {
    return (
      matchesEvent(event, query) &&
      (!query.ownedByMe || this.owned.includes(event.entityRef ?? ''))
    );
  }

  async getSettings(options?: DockerWatcherCallOptions): Promise<Settings> {
    await this.#begin('getSettings', options);
    return this.settings;
  }

  async updateSettings(
    update: SettingsUpdate,
    options?: DockerWatcherCallOptions,
  ): Promise<Settings> {
    await this.#begin('updateSettings', options);
    const { version, defaults, changedBy } = this.settings;
    if (update.version !== version) {
      throw new ConflictError(
        `The settings are at version ${version} by now, changed by ${changedBy}`,
      );
    }
    this.settings = buildSettings({
      defaults,
      overrides: update.overrides,
      version: version + 1,
      changedAt: new Date().toISOString(),
      changedBy: 'user:default/me',
    });
    return this.settings;
  }

  #act(
    action: ContainerAction,
    request: ContainerActionRequest,
    change: Partial<ContainerDetail>,
  ): ContainerActionAnswer {
    this.actions.push({ action, ...request });
    const { host, id, expectedState } = request;
    const isMeant = (each: Container) => each.host === host && each.id === id;
    const found = this.containers.find(isMeant);
    if (!found) {
      throw new NotFoundError(`No container '${host}/${id}'`);
    }
    if (found.state !== expectedState) {
      throw Object.assign(
        new ConflictError(`It is ${found.state} now, not ${expectedState}`),
        { actualState: found.state },
      );
    }
    if (this.actionsShow) {
      this.containers = this.containers.map(each =>
        isMeant(each) ? { ...each, ...change } : each,
      );
    }
    return { action, outcome: this.actionOutcome };
  }

  async #begin(
    name: Call,
    options: DockerWatcherCallOptions = {},
    query?: Query,
  ): Promise<void> {
    this.calls.push({ name, query });
    if (options.signal) {
      this.signals.push(options.signal);
    }
    while (this.held.has(name)) {
      options.signal?.throwIfAborted();
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    const failure = this.failures.get(name);
    if (failure) {
      throw failure;
    }
  }
}
