import { InputError, ResponseError } from '@backstage/errors';
import createClient, { Client } from 'openapi-fetch';
import { paths } from '../schema/openapi.generated';
import {
  CleanupAnswer,
  CleanupRequest,
  Container,
  ContainerActionAnswer,
  ContainerDetail,
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
import {
  ContainerActionRequest,
  DockerWatcherApi,
  DockerWatcherCallOptions,
} from './DockerWatcherApi';
import { readEventStream } from './readEventStream';
import {
  serializeParameters,
  toListContainersParameters,
  toListStaleParameters,
} from './parameters';

const PLUGIN_ID = 'docker-watcher';

/**
 * What a {@link DockerWatcherClient} is made of.
 * @public
 */
export interface DockerWatcherClientOptions {
  /** The portal's `fetchApi`, or anything with a `fetch`. */
  fetchApi: { fetch: typeof fetch };
  /**
   * Finds the backend. May be left out with the portal's `fetchApi`, which finds
   * plugins by itself.
   */
  discoveryApi?: { getBaseUrl(pluginId: string): Promise<string> };
}

/**
 * Asks the docker-watcher backend over HTTP, from the portal or another backend.
 * @public
 */
export class DockerWatcherClient implements DockerWatcherApi {
  readonly #client: Client<paths>;
  readonly #getBaseUrl: () => Promise<string>;

  constructor(options: DockerWatcherClientOptions) {
    const { fetchApi, discoveryApi } = options;
    this.#getBaseUrl = async () =>
      discoveryApi
        ? discoveryApi.getBaseUrl(PLUGIN_ID)
        : `plugin://${PLUGIN_ID}`;
    this.#client = createClient<paths>({
      fetch: request => send(request, fetchApi),
      querySerializer: serializeParameters,
    });
    this.#client.use({
      async onResponse({ response }) {
        if (!response.ok) {
          throw await ResponseError.fromResponse(response);
        }
      },
    });
  }

  async getSummary(options?: DockerWatcherCallOptions): Promise<Summary> {
    const init = await this.#init(options);
    return answered(await this.#client.GET('/summary', init));
  }

  async listHosts(options?: DockerWatcherCallOptions): Promise<Page<Host>> {
    const init = await this.#init(options);
    return answered(await this.#client.GET('/hosts', init));
  }

  async getHost(
    name: string,
    options?: DockerWatcherCallOptions,
  ): Promise<Host> {
    const init = await this.#init(options);
    const params = { path: { host: segment(name) } };
    return answered(
      await this.#client.GET('/hosts/{host}', { ...init, params }),
    );
  }

  async listContainers(
    query: ContainersQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<Page<Container>> {
    const init = await this.#init(options);
    const params = { query: toListContainersParameters(query) };
    return answered(await this.#client.GET('/containers', { ...init, params }));
  }

  async getContainer(
    ref: { host: string; id: string },
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerDetail> {
    const init = await this.#init(options);
    const params = { path: containerPath(ref) };
    return answered(
      await this.#client.GET('/containers/{host}/{id}', { ...init, params }),
    );
  }

  async startContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    return this.#post('/containers/{host}/{id}/start', request, options);
  }

  async stopContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    return this.#post('/containers/{host}/{id}/stop', request, options);
  }

  async restartContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    return this.#post('/containers/{host}/{id}/restart', request, options);
  }

  async removeContainer(
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    const { expectedState } = request;
    const init = await this.#init(options);
    const params = { path: containerPath(request), query: { expectedState } };
    return answered(
      await this.#client.DELETE('/containers/{host}/{id}', {
        ...init,
        params,
      }),
    );
  }

  async getEntityClaims(
    entityRef: string,
    options?: DockerWatcherCallOptions,
  ): Promise<EntityClaims> {
    const init = await this.#init(options);
    const params = { query: { entityRef } };
    return answered(
      await this.#client.GET('/entity-claims', { ...init, params }),
    );
  }

  async listEvents(
    query: EventsQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<EventsPage> {
    const init = await this.#init(options);
    const params = { query };
    return answered(await this.#client.GET('/events', { ...init, params }));
  }

  async getEvent(
    id: string,
    options?: DockerWatcherCallOptions,
  ): Promise<WatcherEvent> {
    const init = await this.#init(options);
    const params = { path: { id: segment(id) } };
    return answered(
      await this.#client.GET('/events/{id}', { ...init, params }),
    );
  }

  async getEventHistogram(
    query: EventHistogramQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<EventHistogram> {
    const init = await this.#init(options);
    const params = { query };
    return answered(
      await this.#client.GET('/event-histogram', { ...init, params }),
    );
  }

  async exportEvents(
    query: EventExportQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    const init = await this.#init(options);
    const params = { query };
    const { data, response } = await this.#client.GET('/event-export', {
      ...init,
      params,
      parseAs: 'stream',
    });
    return answered({ data: data ?? undefined, response });
  }

  async *streamEvents(
    query: EventStreamQuery = {},
    options: DockerWatcherCallOptions = {},
  ): AsyncIterable<EventStreamMessage> {
    const { signal } = options;
    try {
      const init = await this.#init(options);
      const params = { query };
      const { data, response } = await this.#client.GET('/event-stream', {
        ...init,
        params,
        headers: { ...init.headers, Accept: 'text/event-stream' },
        parseAs: 'stream',
      });
      requireEventStream(response);
      const body = answered({ data: data ?? undefined, response });
      yield* readEventStream(body, signal);
    } catch (error) {
      // Whoever aborts it knows.
      if (!signal?.aborted) {
        throw error;
      }
    }
  }

  async listStale(
    query: StaleQuery = {},
    options?: DockerWatcherCallOptions,
  ): Promise<StalePage> {
    const init = await this.#init(options);
    const params = { query: toListStaleParameters(query) };
    return answered(await this.#client.GET('/stale', { ...init, params }));
  }

  async cleanUpStale(
    request: CleanupRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<CleanupAnswer> {
    const init = await this.#init(options);
    return answered(
      await this.#client.POST('/stale/cleanup', { ...init, body: request }),
    );
  }

  async snoozeContainer(
    ref: { host: string; id: string },
    input: SnoozeInput,
    options?: DockerWatcherCallOptions,
  ): Promise<Snooze> {
    const init = await this.#init(options);
    const params = { path: containerPath(ref) };
    return answered(
      await this.#client.POST('/stale/{host}/{id}/snooze', {
        ...init,
        params,
        body: input,
      }),
    );
  }

  async endSnooze(
    ref: { host: string; id: string },
    options?: DockerWatcherCallOptions,
  ): Promise<void> {
    const init = await this.#init(options);
    const params = { path: containerPath(ref) };
    await this.#client.DELETE('/stale/{host}/{id}/snooze', { ...init, params });
  }

  async getSettings(options?: DockerWatcherCallOptions): Promise<Settings> {
    const init = await this.#init(options);
    return answered(await this.#client.GET('/settings', init));
  }

  async updateSettings(
    update: SettingsUpdate,
    options?: DockerWatcherCallOptions,
  ): Promise<Settings> {
    const init = await this.#init(options);
    return answered(
      await this.#client.PUT('/settings', { ...init, body: update }),
    );
  }

  async #post(
    route: `/containers/{host}/{id}/${'start' | 'stop' | 'restart'}`,
    request: ContainerActionRequest,
    options?: DockerWatcherCallOptions,
  ): Promise<ContainerActionAnswer> {
    const { expectedState } = request;
    const init = await this.#init(options);
    return answered(
      await this.#client.POST(route, {
        ...init,
        params: { path: containerPath(request) },
        body: { expectedState },
      }),
    );
  }

  async #init(options: DockerWatcherCallOptions = {}) {
    const { signal, token } = options;
    return {
      baseUrl: await this.#getBaseUrl(),
      signal,
      headers: token ? { Authorization: `Bearer ${token}` } : undefined,
    };
  }
}

/**
 * A request takes its body apart when another one is made of it, and the portal's
 * `fetchApi` makes several, one after the other, of what it is given. So it gets the
 * parts.
 */
async function send(
  request: Request,
  fetchApi: DockerWatcherClientOptions['fetchApi'],
): Promise<Response> {
  const { url, method, headers, signal } = request;
  const body = (await request.text()) || undefined;
  return fetchApi.fetch(url, { method, headers, signal, body });
}

/** Dots alone lead to another route, and no encoding keeps URLs from following them. */
function segment(text: string): string {
  if (text === '' || text === '.' || text === '..') {
    throw new InputError(`Expected a host name or an id, got '${text}'`);
  }
  return text;
}

function containerPath(ref: { host: string; id: string }) {
  return { host: segment(ref.host), id: segment(ref.id) };
}

/** Whatever stands in between may answer something else and call it a success. */
function requireEventStream(response: Response): void {
  const type = response.headers.get('content-type');
  if (!type?.startsWith('text/event-stream')) {
    throw new Error(
      `Expected an event stream from ${response.url}, got ${
        type ?? 'an empty answer'
      }`,
    );
  }
}

function answered<T>(result: { data?: T; response: Response }): T {
  if (result.data === undefined) {
    throw new Error(
      `Expected JSON from ${result.response.url}, got an empty answer`,
    );
  }
  return result.data;
}
