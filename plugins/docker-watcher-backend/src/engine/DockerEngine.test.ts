import { getEventListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ENGINE_EVENT_ACTIONS,
  EngineConnection,
  EngineEvent,
} from 'backstage-plugin-docker-watcher-node';
import { waitUntil } from '../__testUtils__/waitUntil';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import recorded from './__fixtures__/docker-20.10.24-api-1.41.containers.json';
import inspections from './__fixtures__/docker-20.10.24-api-1.41.inspections.json';
import { HostileEngine } from './__testUtils__/HostileEngine';
import { DockerEngine } from './DockerEngine';

const EVENTS = readFileSync(
  path.join(__dirname, '__fixtures__/docker-20.10.24-api-1.41.events.ndjson'),
);

const unavailable = (message: RegExp) =>
  expect.objectContaining({
    name: 'ServiceUnavailableError',
    message: expect.stringMatching(message),
  });

describe('DockerEngine with a server that behaves badly', () => {
  let server: HostileEngine;
  let clock: FakeClock;
  let abort: AbortController;
  let signal: AbortSignal;
  let connection: EngineConnection;
  const logger = mockServices.logger.mock();

  function createEngine(socketPath = server.socketPath) {
    return DockerEngine.create({
      connection: { kind: 'unix', socketPath },
      hostName: 'nas',
      clock,
      logger,
    });
  }

  beforeEach(async () => {
    jest.resetAllMocks();
    server = await HostileEngine.start();
    clock = new FakeClock();
    abort = new AbortController();
    signal = abort.signal;
    connection = await createEngine().connect({ signal });
  });

  afterEach(async () => {
    abort.abort();
    connection.close();
    await waitUntil(() => clock.pending === 0);
    await waitUntil(() => getEventListeners(signal, 'abort').length === 0);
    // Nothing is left open on either side.
    await waitUntil(() => server.sockets.size === 0);
    await server.stop();
  });

  const list = () => connection.listContainers({ signal });

  async function collect(stream: AsyncIterable<EngineEvent>) {
    const events: EngineEvent[] = [];
    let error: unknown;
    try {
      for await (const event of stream) {
        events.push(event);
      }
    } catch (caught) {
      error = caught;
    }
    return { events, error };
  }

  it('agrees on a version anew at each connect, and refuses what is too old', async () => {
    expect(server.requests).toEqual([
      '/_ping',
      '/v1.41/version',
      '/v1.41/info',
    ]);
    const engine = createEngine();
    server.apiVersion = '1.52';
    const updated = await engine.connect({ signal });
    expect(updated.info).toEqual(
      expect.objectContaining({
        apiVersion: '1.47',
        version: '20.10.24+dfsg1',
        systemTime: '2026-11-24T13:32:26.328Z',
      }),
    );
    expect(server.requests.slice(-2)).toEqual([
      '/v1.47/version',
      '/v1.47/info',
    ]);
    updated.close();
    for (const old of ['1.12', undefined]) {
      server.apiVersion = old;
      await expect(engine.connect({ signal })).rejects.toEqual(
        unavailable(
          /^Host 'nas' .*(1\.30 is the oldest|without an Api-Version)/,
        ),
      );
    }
  });

  it('reads the same list and events wherever the answer is cut', async () => {
    const body = Buffer.from(
      JSON.stringify([{ ...recorded[0], Labels: { name: 'ü€😀' } }]),
    );
    const end = body.indexOf('😀') + 6;
    for (let cut = end - 16; cut < end; cut++) {
      server.answer('/containers/json', (_request, response) => {
        response.write(body.subarray(0, cut));
        setImmediate(() => response.end(body.subarray(cut)));
      });
      expect((await list())[0].labels).toEqual({ name: 'ü€😀' });
    }

    server.answer('/events', async (_request, response) => {
      for (let start = 0; start < EVENTS.length; start += 97) {
        response.write(EVENTS.subarray(start, start + 97));
        await new Promise(resolve => setImmediate(resolve));
      }
      response.end();
    });
    const { events, error } = await collect(
      await connection.followEvents({ signal }),
    );
    expect(events.map(event => event.action)).toHaveLength(11);
    expect(error).toEqual(unavailable(/GET \/events failed: the engine ended/));
  });

  it('asks for the events of the contract only, to the nanosecond', async () => {
    server.answer('/events', (_request, response) => response.flushHeaders());
    await connection.followEvents({ since: '1764000000123456789', signal });
    // Without a time: from the connect on, as a subscriber may come a bit late.
    await connection.followEvents({ signal });
    const queries = server.requests
      .slice(-2)
      .map(url => new URL(url, 'http://engine').searchParams);
    expect(queries.map(query => query.get('since'))).toEqual([
      '1764000000.123455789',
      '1795527146.328454796',
    ]);
    const filters = JSON.parse(queries[0].get('filters') ?? '');
    expect(filters.type).toEqual(['container']);
    expect(filters.event).toEqual([...ENGINE_EVENT_ACTIONS, 'died', 'remove']);
    expect(filters.event.join()).not.toMatch(/exec/);
  });

  it('gives events from the given nanosecond on, however coarse the engine', async () => {
    const id = inspections.running.Id;
    const times = [
      // An engine whose clock was set back.
      '1763999999000000000',
      '1764000000123456788',
      '1764000000123456789',
      '1764000000123456790',
    ];
    server.answer('/events', (_request, response) => {
      for (const time of times) {
        response.write(
          `{"Action":"start","Actor":{"ID":"${id}"},"timeNano":${time}}\n`,
        );
      }
      response.end();
    });
    const { events } = await collect(
      await connection.followEvents({ since: times[2], signal }),
    );
    expect(events.map(event => event.timeNano)).toEqual([
      times[0],
      times[2],
      times[3],
    ]);
  });

  it('follows no redirect', async () => {
    const elsewhere = await HostileEngine.start();
    const location = `http://127.0.0.1:${elsewhere.port}/containers/json`;
    for (const call of ['/containers/json', '/events', '/_ping']) {
      server.answer(call, (_request, response) =>
        response.writeHead(302, { Location: location }).end(),
      );
    }
    const redirected = unavailable(/redirect \(302\), which is not followed/);
    await expect(list()).rejects.toEqual(redirected);
    await expect(connection.ping({ signal })).rejects.toEqual(redirected);
    await expect(connection.followEvents({ signal })).rejects.toEqual(
      redirected,
    );
    await expect(createEngine().connect({ signal })).rejects.toEqual(
      redirected,
    );
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  it('heeds no DOCKER_ variables of the environment', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      DOCKER_HOST: 'tcp://127.0.0.1:1',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: '/nowhere',
      DOCKER_PATH_PREFIX: '/elsewhere',
      DOCKER_CLIENT_TIMEOUT: '1',
    });
    try {
      server.answer('/containers/json', (_request, response) =>
        response.end(JSON.stringify(recorded)),
      );
      const other = await createEngine().connect({ signal });
      await expect(other.listContainers({ signal })).resolves.toHaveLength(
        recorded.length,
      );
      other.close();
    } finally {
      process.env = before;
    }
  });

  it('ends when an answer breaks off in the middle', async () => {
    server.answer('/containers/json', (_request, response) => {
      response.writeHead(200, { 'Content-Length': 1000 });
      response.write('[{"Id":"', () => response.destroy());
    });
    await expect(list()).rejects.toEqual(unavailable(/ECONNRESET/));
  });

  it('ends when the connection is reset before an answer', async () => {
    for (const call of ['/containers/json', '/events', '/_ping']) {
      server.answer(call, request => request.socket.destroy());
    }
    const reset = unavailable(/was cut off by the other side \(ECONNRESET\)/);
    await expect(list()).rejects.toEqual(reset);
    await expect(connection.ping({ signal })).rejects.toEqual(reset);
    await expect(connection.followEvents({ signal })).rejects.toEqual(reset);
  });

  it('tries again when the engine closed a connection that had been idle', async () => {
    const served = new WeakSet<object>();
    let refused = 0;
    server.answer('/containers/json', (request, response) => {
      if (served.has(request.socket)) {
        refused++;
        request.socket.destroy();
        return;
      }
      served.add(request.socket);
      response.end('[]');
    });
    await list();
    await expect(list()).resolves.toEqual([]);
    expect(refused).toBe(1);
  });

  it.each([
    ['no JSON', '{"secret', /makes no sense: it is not JSON/],
    ['nothing', '', /makes no sense: it is not JSON/],
    ['another thing', '{"secret":1}', /makes no sense: it is not a list/],
  ])(
    'refuses a list that is %s, without repeating it',
    async (_what, text, message) => {
      server.answer('/containers/json', (_request, response) =>
        response.end(text),
      );
      const call = list();
      await expect(call).rejects.toEqual(unavailable(message));
      await expect(call).rejects.not.toThrow(/secret/);
    },
  );

  it.each([
    ['half an answer', true],
    ['no answer', false],
  ])('gives up at the time limit after %s', async (_what, half) => {
    const id = 'a'.repeat(64);
    const waiting: string[] = [];
    const fallSilent = (call: string) =>
      server.answer(call, (_request, response) => {
        if (half && call !== '/events') {
          response.writeHead(200, { 'Content-Length': 1000 }).write('[');
        }
        waiting.push(call);
      });
    fallSilent('/_ping');
    fallSilent('/containers/json');
    fallSilent(`/containers/${id}/json`);
    fallSilent('/events');
    const calls = {
      ping: connection.ping({ signal }),
      list: list(),
      patient: connection.listContainers({ signal, timeoutMs: 60_000 }),
      inspect: connection.inspectContainer(id, { signal }),
      events: connection.followEvents({ signal }),
      connect: createEngine().connect({ signal }),
    };
    const ended: Record<string, string> = {};
    for (const [name, call] of Object.entries(calls)) {
      call.catch(error => {
        ended[name] = error.message;
      });
    }
    await waitUntil(() => waiting.length === 6);
    await clock.advance(4_999);
    expect(ended).toEqual({});
    await clock.advance(1);
    expect(Object.keys(ended).sort()).toEqual(['inspect', 'ping']);
    await clock.advance(5_000);
    expect(Object.keys(ended)).toHaveLength(5);
    expect(ended.list).toBe(
      `Host 'nas' at unix://${server.socketPath}: GET /containers/json took longer than 10 s. Check that the engine is running and not overloaded.`,
    );
    await clock.advance(50_000);
    expect(ended.patient).toMatch(/took longer than 60 s/);
  });

  it.each([
    [
      500,
      '{"message":"driver \\n failed"}',
      /status 500 and said: driver failed\. /,
    ],
    [403, 'Forbidden', /status 403 and said: Forbidden\. If a socket proxy/],
    [502, '<html>Bad Gateway</html>', /answered with status 502\. /],
    [
      404,
      '{"message":"page not found"}',
      /an engine and not of another server/,
    ],
    [204, '', /answered with status 204\. /],
  ])(
    'tells what an answer with status %i says',
    async (status, text, message) => {
      server.answer('/containers/json', (_request, response) =>
        response.writeHead(status).end(text),
      );
      server.answer('/events', (_request, response) =>
        response.writeHead(status).end(text),
      );
      await expect(list()).rejects.toEqual(unavailable(message));
      await expect(connection.followEvents({ signal })).rejects.toEqual(
        unavailable(message),
      );
    },
  );

  it('ends the stream of events at a line without end, and when it breaks', async () => {
    const good = EVENTS.subarray(0, EVENTS.indexOf('\n') + 1);
    server.answer('/events', (_request, response) => {
      response.write(good);
      response.write('x'.repeat(2 * 1024 * 1024));
    });
    const huge = await collect(await connection.followEvents({ signal }));
    expect(huge.events).toHaveLength(1);
    expect(huge.error).toEqual(unavailable(/longer than 1048576 bytes/));

    server.answer('/events', (_request, response) => {
      response.write(good, () => response.destroy());
    });
    const broken = await collect(await connection.followEvents({ signal }));
    expect(broken.events).toHaveLength(1);
    expect(broken.error).toEqual(unavailable(/ECONNRESET/));

    server.answer('/events', (_request, response) => {
      response.end('{"Type":\n');
    });
    const odd = await collect(await connection.followEvents({ signal }));
    expect(odd.error).toEqual(unavailable(/is not JSON/));
  });

  it('gives no event after an abort, though some have arrived', async () => {
    server.answer('/events', (_request, response) => {
      response.write(EVENTS);
    });
    const session = new AbortController();
    const stream = await connection.followEvents({ signal: session.signal });
    const events: EngineEvent[] = [];
    for await (const event of stream) {
      events.push(event);
      session.abort();
    }
    expect(events).toHaveLength(1);
    expect(getEventListeners(session.signal, 'abort')).toHaveLength(0);
  });

  it('leaves out what has no id, says so once, and lists the rest', async () => {
    server.answer('/containers/json', (_request, response) =>
      response.end(JSON.stringify([{}, 5, { Id: 'x' }, ...recorded])),
    );
    await expect(list()).resolves.toHaveLength(recorded.length);
    await list();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      "Left out of the list of host 'nas': 3 of 14 containers have no valid id",
    );
  });

  it('tells a container that is gone from an answer that proves nothing', async () => {
    const id = inspections.running.Id;
    const inspect = () => connection.inspectContainer(id, { signal });
    const answer = (status: number, body: unknown) =>
      server.answer(`/containers/${id}/json`, (_request, response) =>
        response.writeHead(status).end(JSON.stringify(body)),
      );
    answer(200, inspections.running);
    await expect(inspect()).resolves.toEqual(expect.objectContaining({ id }));
    answer(404, { message: `No such container: ${id}` });
    await expect(inspect()).resolves.toBeUndefined();
    answer(404, { message: `no container with name or ID "${id}" found` });
    await expect(inspect()).resolves.toBeUndefined();

    // The engine is well, and this container is not known to be gone.
    for (const [status, body] of [
      [404, { message: 'page not found' }],
      [500, { message: 'layer does not exist' }],
      [200, inspections.paused],
      [200, {}],
    ] as const) {
      answer(status, body);
      await expect(inspect()).rejects.toMatchObject({
        name: 'EngineAnswerError',
        message: expect.stringContaining(`GET /containers/${id}/json`),
      });
    }
    answer(503, {});
    await expect(inspect()).rejects.toEqual(unavailable(/status 503/));
  });

  it('says what to do when nobody listens', async () => {
    const absent = path.join(path.dirname(server.socketPath), 'absent.sock');
    await expect(createEngine(absent).connect({ signal })).rejects.toEqual(
      unavailable(
        /^Host 'nas' at unix:\/\/.*absent\.sock: GET \/_ping found no such socket \(ENOENT\)\. Start the engine, correct the path/,
      ),
    );
    writeFileSync(absent, '');
    await expect(createEngine(absent).connect({ signal })).rejects.toEqual(
      unavailable(/found nobody listening \(ECONNREFUSED\)\. Start the engine/),
    );
  });

  it('talks to a TCP port without TLS as well', async () => {
    const connect = (port: number) =>
      DockerEngine.create({
        connection: { kind: 'tcp', hostname: '127.0.0.1', port },
        hostName: 'nas',
        clock,
      }).connect({ signal });
    const remote = await connect(server.port);
    await expect(remote.ping({ signal })).resolves.toBeUndefined();
    remote.close();
    await expect(connect(1)).rejects.toEqual(
      unavailable(
        /^Host 'nas' at tcp:\/\/127\.0\.0\.1:1: GET \/_ping found nobody listening \(ECONNREFUSED\)/,
      ),
    );
  });

  it('says which TLS file cannot be read, and reads it anew at each connect', async () => {
    const directory = path.dirname(server.socketPath);
    const engine = DockerEngine.create({
      connection: {
        kind: 'tcp',
        hostname: '127.0.0.1',
        port: server.port,
        tls: {
          caFile: path.join(directory, 'ca.pem'),
          certFile: path.join(directory, 'cert.pem'),
          keyFile: directory,
        },
      },
      hostName: 'nas',
      clock,
    });
    const connect = () => engine.connect({ signal });
    await expect(connect()).rejects.toEqual(
      unavailable(
        /^Cannot read the TLS file '.*' \(tls\.(ca|cert|key)\) of host 'nas'/,
      ),
    );
    writeFileSync(path.join(directory, 'ca.pem'), '');
    writeFileSync(path.join(directory, 'cert.pem'), '');
    await expect(connect()).rejects.toEqual(
      unavailable(/\(tls\.key\) of host 'nas': it is a directory/),
    );
  });
});
