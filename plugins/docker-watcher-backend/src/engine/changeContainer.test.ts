import { EngineConnection } from 'backstage-plugin-docker-watcher-node';
import { waitUntil } from '../__testUtils__/waitUntil';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { HostileEngine } from './__testUtils__/HostileEngine';
import { DockerEngine } from './DockerEngine';
import { isPermittedRequest } from './EngineTransport';

const ID = '0123456789abcdef'.repeat(4);

describe('changing containers of an engine that behaves badly', () => {
  let server: HostileEngine;
  let clock: FakeClock;
  let connection: EngineConnection;
  const { signal } = new AbortController();

  beforeEach(async () => {
    server = await HostileEngine.start();
    clock = new FakeClock();
    connection = await DockerEngine.create({
      connection: { kind: 'unix', socketPath: server.socketPath },
      hostName: 'nas',
      clock,
    }).connect({ signal });
    server.requests.length = 0;
  });

  afterEach(async () => {
    connection.close();
    await waitUntil(() => clock.pending === 0);
    await server.stop();
  });

  function answerWith(
    call: string,
    status: number,
    body: object | string,
  ): string[] {
    const asked: string[] = [];
    server.answer(call, (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response
        .writeHead(status)
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    return asked;
  }

  it('asks for exactly four things, and never with force or for volumes', async () => {
    const asked = [
      answerWith(`/containers/${ID}/start`, 204, ''),
      answerWith(`/containers/${ID}/stop`, 204, ''),
      answerWith(`/containers/${ID}/restart`, 204, ''),
      answerWith(`/containers/${ID}`, 204, ''),
    ];
    await connection.startContainer(ID, { signal });
    await connection.stopContainer(ID, { signal });
    await connection.restartContainer(ID, { signal, graceSeconds: 3 });
    await connection.removeContainer(ID, { signal });
    await connection.removeContainer(ID, { signal, removeVolumes: true });
    expect(asked.flat()).toEqual([
      `POST /v1.41/containers/${ID}/start`,
      `POST /v1.41/containers/${ID}/stop`,
      `POST /v1.41/containers/${ID}/restart?t=3`,
      `DELETE /v1.41/containers/${ID}`,
      `DELETE /v1.41/containers/${ID}?v=1`,
    ]);
  });

  it.each([
    ['POST', `/v1.41/containers/${ID}/kill`],
    ['POST', `/v1.41/containers/${ID}/start?checkpoint=x`],
    ['POST', `/v1.41/containers/${ID}/stop?t=1&signal=9`],
    ['POST', `/v1.41/containers/${ID}/exec`],
    ['POST', '/v1.41/containers/create'],
    ['POST', '/v1.41/containers/prune'],
    ['POST', '/v1.41/containers/web/start'],
    ['DELETE', `/v1.41/containers/${ID}?force=true`],
    ['DELETE', `/v1.41/containers/${ID}?v=true`],
    ['DELETE', `/v1.41/containers/${ID}?v=1&force=1`],
    ['DELETE', '/v1.41/volumes/data'],
    ['DELETE', '/v1.41/images/x'],
  ] as const)('never sends %s %s', (method, path) => {
    expect(isPermittedRequest({ method, path })).toBe(false);
  });

  it.each([
    [204, '', { result: 'done' }],
    [304, '', { result: 'unchanged' }],
    [404, { message: `No such container: ${ID}` }, { result: 'gone' }],
    [
      409,
      { message: `removal of container ${ID} is already in progress` },
      { result: 'gone' },
    ],
    [
      409,
      { message: 'You cannot remove a running container' },
      {
        result: 'refused',
        reason: 'The engine refused: You cannot remove a running container',
      },
    ],
    [
      500,
      { message: 'cannot start a paused container, try unpause instead' },
      { result: 'refused', reason: expect.stringContaining('try unpause') },
    ],
    [
      500,
      { message: 'port is already allocated' },
      {
        result: 'failed',
        reason: expect.stringMatching(/port is already allocated.*log/),
      },
    ],
    [
      403,
      '<html>Request forbidden by administrative rules.</html>',
      { result: 'failed', reason: expect.stringContaining('socket proxy') },
    ],
    [
      404,
      '<html>not here</html>',
      { result: 'failed', reason: expect.stringContaining('socket proxy') },
    ],
  ])('tells what status %s with %j means', async (status, body, expected) => {
    answerWith(`/containers/${ID}/start`, status, body);
    await expect(connection.startContainer(ID, { signal })).resolves.toEqual(
      expected,
    );
  });

  it.each([301, 502, 503, 504])(
    'does not take status %s for an answer of the engine',
    async status => {
      answerWith(`/containers/${ID}/start`, status, '');
      await expect(
        connection.startContainer(ID, { signal }),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining(
          `Host 'nas' at unix://${server.socketPath}: POST /containers/${ID}/start`,
        ),
      });
    },
  );

  it('never asks a second time when the answer is lost', async () => {
    // Sockets that were used before are at hand.
    await connection.listContainers({ signal }).catch(() => undefined);
    server.requests.length = 0;
    server.answer(`/containers/${ID}/restart`, request =>
      request.socket.destroy(),
    );
    await expect(
      connection.restartContainer(ID, { signal }),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    expect(server.requests).toEqual([`/v1.41/containers/${ID}/restart`]);
  });

  it('gives up waiting after its time, long enough for a slow end', async () => {
    server.answer(`/containers/${ID}/stop`, () => undefined);
    const failure = connection
      .stopContainer(ID, { signal })
      .catch(error => error);
    await waitUntil(() => server.requests.length === 1);
    await clock.advance(599_000);
    expect(clock.pending).toBe(1);
    await clock.advance(1_000);
    expect(await failure).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('longer than 600 s'),
    });
  });
});
