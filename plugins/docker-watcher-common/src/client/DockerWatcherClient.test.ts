import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { EventStreamMessage } from '../types';
import { DockerWatcherClient } from './DockerWatcherClient';

const BASE = 'http://portal.example/api/docker-watcher';
const ID = 'a'.repeat(64);
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Answers every request with `body` and keeps what was asked. */
function answer(body: object | null, status = 200): Request[] {
  const asked: Request[] = [];
  server.use(
    http.all('*', ({ request }) => {
      asked.push(request);
      return HttpResponse.json(body, { status });
    }),
  );
  return asked;
}

describe('DockerWatcherClient', () => {
  const client = new DockerWatcherClient({
    fetchApi: { fetch: (...args) => fetch(...args) },
    discoveryApi: {
      getBaseUrl: async pluginId => `http://portal.example/api/${pluginId}`,
    },
  });

  it('sends changes through a fetch that makes requests of requests, as that of the portal does', async () => {
    const asked = answer({ version: 2 });
    const portal = new DockerWatcherClient({
      fetchApi: {
        fetch: async (input, init) => {
          const seen = new Request(input, init);
          const sent = new Request(input, init);
          sent.headers.set('Authorization', `Bearer ${seen.method}`);
          return fetch(sent);
        },
      },
      discoveryApi: { getBaseUrl: async () => BASE },
    });
    const update = { version: 1, overrides: { stale: { thresholdDays: 3 } } };
    await expect(portal.updateSettings(update)).resolves.toEqual({
      version: 2,
    });
    await portal.restartContainer({
      host: 'local',
      id: ID,
      expectedState: 'running',
    });
    await portal.getSummary();
    expect(
      asked.map(request => [
        request.method,
        request.headers.get('authorization'),
        request.headers.get('content-type'),
      ]),
    ).toEqual([
      ['PUT', 'Bearer PUT', 'application/json'],
      ['POST', 'Bearer POST', 'application/json'],
      ['GET', 'Bearer GET', null],
    ]);
    await expect(asked[0].json()).resolves.toEqual(update);
    await expect(asked[1].json()).resolves.toEqual({
      expectedState: 'running',
    });
  });

  it('asks the route of each call and returns its answer', async () => {
    const asked = answer({ some: 'answer' });

    const answers = [
      await client.getSummary(),
      await client.listHosts(),
      await client.getHost('local'),
      await client.listContainers(),
      await client.getContainer({ host: 'local', id: ID }),
      await client.getEntityClaims('component:default/a b'),
      await client.listEvents(),
      await client.getEvent('9007199254740993'),
    ];

    expect(asked.map(({ url }) => url)).toEqual([
      `${BASE}/summary`,
      `${BASE}/hosts`,
      `${BASE}/hosts/local`,
      `${BASE}/containers`,
      `${BASE}/containers/local/${ID}`,
      `${BASE}/entity-claims?entityRef=component%3Adefault%2Fa%20b`,
      `${BASE}/events`,
      `${BASE}/events/9007199254740993`,
    ]);
    expect(answers).toEqual(Array(8).fill({ some: 'answer' }));
  });

  it('encodes every filter so that the router reads it back', async () => {
    const asked = answer({ items: [], pageInfo: {}, totalItems: 0 });

    await client.listContainers({
      host: ['a', 'b'],
      state: ['running', 'exited'],
      health: ['healthy'],
      presence: ['missing'],
      entityRef: ['component:default/shop'],
      ownedByMe: true,
      project: ['p&q'],
      workload: ['a/compose:p/web/1'],
      label: ['tier=web', 'list=a,b', 'plain'],
      image: ['nginx:1.27@sha256:00'],
      q: '50% off=?',
      order: { field: 'createdAt', direction: 'desc' },
      limit: 7,
      cursor: 'Zm9v',
    });

    const { search, searchParams } = new URL(asked[0].url);
    expect(Object.fromEntries(searchParams)).toEqual({
      host: 'a,b',
      state: 'running,exited',
      health: 'healthy',
      presence: 'missing',
      entityRef: 'component:default/shop',
      ownedByMe: 'true',
      project: 'p&q',
      workload: 'a/compose:p/web/1',
      label: 'plain',
      image: 'nginx:1.27@sha256:00',
      q: '50% off=?',
      orderField: 'createdAt,desc',
      limit: '7',
      cursor: 'Zm9v',
    });
    expect(searchParams.getAll('label')).toEqual([
      'tier=web',
      'list=a,b',
      'plain',
    ]);
    expect(search).toContain('host=a,b&');

    await client.listContainers({ host: [], q: '', limit: undefined });
    expect(asked[1].url).toBe(`${BASE}/containers`);
  });

  it('encodes every filter of events', async () => {
    const asked = answer({ items: [], pageInfo: {} });

    await client.listEvents({
      host: ['a', 'b'],
      containerId: [ID],
      workload: ['a/compose:p/web/1'],
      kind: ['container.died', 'host.unreachable'],
      severity: ['warn', 'error'],
      source: ['container'],
      entityRef: ['component:default/shop'],
      since: '2026-01-01T00:00:00+02:00',
      until: '2026-01-02T00:00:00.000Z',
      limit: 7,
      cursor: 'Zm9v',
    });

    const { searchParams } = new URL(asked[0].url);
    expect(Object.fromEntries(searchParams)).toEqual({
      host: 'a,b',
      containerId: ID,
      workload: 'a/compose:p/web/1',
      kind: 'container.died,host.unreachable',
      severity: 'warn,error',
      source: 'container',
      entityRef: 'component:default/shop',
      since: '2026-01-01T00:00:00+02:00',
      until: '2026-01-02T00:00:00.000Z',
      limit: '7',
      cursor: 'Zm9v',
    });

    await client.listEvents({ severity: [], cursor: '', since: undefined });
    expect(asked[1].url).toBe(`${BASE}/events`);
  });

  describe('with a stream of events', () => {
    const started = 'id: 7\nevent: ready\ndata: {}\n\n';

    function stream(options: { text: string; onCancel?: () => void }) {
      const asked: Request[] = [];
      server.use(
        http.get(`${BASE}/event-stream`, ({ request }) => {
          asked.push(request);
          const body = new ReadableStream<Uint8Array>({
            start(controller) {
              controller.enqueue(new TextEncoder().encode(options.text));
              if (!options.onCancel) {
                controller.close();
              }
            },
            cancel: options.onCancel,
          });
          return new HttpResponse(body, {
            headers: { 'content-type': 'text/event-stream; charset=utf-8' },
          });
        }),
      );
      return asked;
    }

    async function collect(messages: AsyncIterable<EventStreamMessage>) {
      const found: EventStreamMessage[] = [];
      for await (const message of messages) {
        found.push(message);
      }
      return found;
    }

    it('asks with every filter and the place, and gives its messages until it ends', async () => {
      const asked = stream({
        text: `${started}id: 8\nevent: end\ndata: {"reason":"shutdown"}\n\n`,
      });
      const messages = client.streamEvents(
        {
          host: ['a', 'b'],
          severity: ['error'],
          ownedByMe: true,
          q: '50%',
          proxyId: [],
          after: '7',
        },
        { token: 'secret' },
      );
      expect(asked).toHaveLength(0);
      expect(await collect(messages)).toEqual([
        { type: 'ready', id: '7' },
        { type: 'end', id: '8', reason: 'shutdown' },
      ]);
      const { searchParams } = new URL(asked[0].url);
      expect(Object.fromEntries(searchParams)).toEqual({
        host: 'a,b',
        severity: 'error',
        ownedByMe: 'true',
        q: '50%',
        after: '7',
      });
      expect(asked[0].headers.get('accept')).toBe('text/event-stream');
      expect(asked[0].headers.get('authorization')).toBe('Bearer secret');
    });

    it('ends without an error when it is aborted, before and while it is read', async () => {
      stream({ text: started, onCancel: () => {} });
      const aborted = { signal: AbortSignal.abort() };
      expect(await collect(client.streamEvents({}, aborted))).toEqual([]);

      const controller = new AbortController();
      const found: EventStreamMessage[] = [];
      for await (const message of client.streamEvents(
        {},
        { signal: controller.signal },
      )) {
        found.push(message);
        controller.abort();
      }
      expect(found).toEqual([{ type: 'ready', id: '7' }]);
    });

    it('fails with the error the backend answered, and when it is no stream', async () => {
      answer({ error: { name: 'TooManyStreamsError', message: 'No' } }, 429);
      await expect(collect(client.streamEvents())).rejects.toMatchObject({
        name: 'ResponseError',
        response: { status: 429 },
      });
      answer({});
      await expect(collect(client.streamEvents())).rejects.toThrow(
        `Expected an event stream from ${BASE}/event-stream, got application/json`,
      );
    });
  });

  it('cannot be led to another route by what it asks for', async () => {
    const asked = answer({});
    await client.getContainer({ host: '../../catalog', id: 'x/../y?z#' });
    expect(asked[0].url).toBe(
      `${BASE}/containers/..%2F..%2Fcatalog/x%2F..%2Fy%3Fz%23`,
    );
    await expect(client.getHost('..')).rejects.toThrow(
      "Expected a host name or an id, got '..'",
    );
    await expect(client.getContainer({ host: 'a', id: '.' })).rejects.toThrow();
    await expect(client.getEvent('')).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });

  it('leaves finding the backend to a fetch that can when it has no discovery', async () => {
    const asked: string[] = [];
    const portal = new DockerWatcherClient({
      fetchApi: {
        fetch: async input => {
          asked.push(new Request(input).url);
          return Response.json({ items: [], pageInfo: {}, totalItems: 0 });
        },
      },
    });
    await portal.listHosts();
    expect(asked).toEqual(['plugin://docker-watcher/hosts']);
  });

  it('sends a token when given one and none otherwise', async () => {
    const asked = answer({});
    await client.getSummary({ token: 'secret' });
    await client.getSummary();
    expect(asked.map(request => request.headers.get('authorization'))).toEqual([
      'Bearer secret',
      null,
    ]);
  });

  it('fails with the error the backend answered', async () => {
    answer(
      {
        error: { name: 'NotFoundError', message: "No host 'x'" },
        response: {},
      },
      404,
    );
    await expect(client.getHost('x')).rejects.toMatchObject({
      name: 'ResponseError',
      response: { status: 404 },
      cause: { name: 'NotFoundError', message: "No host 'x'" },
    });
  });

  it('fails when the backend cannot be reached, answers no JSON, or the caller gives up', async () => {
    server.use(http.all('*', () => HttpResponse.error()));
    await expect(client.getSummary()).rejects.toThrow();

    server.use(
      http.all('*', () => new HttpResponse('<html>', { status: 502 })),
    );
    await expect(client.getSummary()).rejects.toMatchObject({
      name: 'ResponseError',
      response: { status: 502 },
    });

    server.use(http.all('*', () => new HttpResponse(null, { status: 204 })));
    await expect(client.getSummary()).rejects.toThrow('empty answer');

    answer({});
    await expect(
      client.getSummary({ signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
