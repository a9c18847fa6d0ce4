import { Knex } from 'knex';
import { MatrixPortal } from './__testUtils__/accessMatrix/MatrixPortal';
import { headerOf } from './__testUtils__/accessMatrix/cells';
import { CONTAINERS } from './__testUtils__/accessMatrix/scene';
import {
  RawAnswer,
  RawClient,
  RawRequest,
} from './__testUtils__/badInput/RawClient';
import {
  BadRequest,
  badRequestsOf,
  validRequest,
} from './__testUtils__/badInput/badRequests';
import { findFault } from './__testUtils__/badInput/findFault';
import { documentedOperations } from './__testUtils__/documentedOperations';
import { createTestDatabases } from './database/__testUtils__/testDatabases';
import { EVENTS_TABLE } from './database/tables';
import { mapConcurrently } from './lib/mapConcurrently';

jest.setTimeout(180_000);

const databases = createTestDatabases();
const operations = documentedOperations();
const { host, id } = CONTAINERS[0];

/** By the names of parameters in paths; an operation with another one needs one more. */
const samples = (path: string) => ({
  host,
  id: path.startsWith('/events') ? '1' : id,
});

const METHODS = [
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  ...['OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'],
];

/** Paths that lead nowhere, or to what they do not seem to. */
const STRANGE_PATHS = [
  '/',
  '//',
  '//summary',
  '/summary/',
  '/summary/../hosts',
  '/summary/%2e%2e/hosts',
  '/..%2f..%2fetc%2fpasswd',
  '/%00',
  '/%',
  '/%ED%A0%80',
  '/__proto__',
  '/constructor/prototype',
  '/containers/',
  `/containers/${host}`,
  `/containers/${host}/`,
  `/containers/${host}/${id}/`,
  `/containers/${host}/${id}/nonsense`,
  `/containers/${host}/${id.toUpperCase()}`,
  `/containers/${host}%2f${id}`,
  `/containers/${host};a=b/${id}`,
  '/hosts//x',
  '/events/1/2',
  '/summary;jsessionid=1',
  '/SUMMARY',
  `/${'a/'.repeat(4_000)}`,
  `/containers/${'a'.repeat(12_000)}/${id}`,
];

describe.each(databases.eachSupportedId())(
  'whatever is asked on %s',
  databaseId => {
    let knex: Knex;
    let portal: MatrixPortal;
    let client: RawClient;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      portal = await MatrixPortal.start({
        kind: { permissions: false, readOnly: false },
        knex,
      });
      client = RawClient.create({
        port: portal.port,
        authorization: headerOf('admin'),
      });
    });
    afterAll(async () => {
      client?.close();
      await portal?.stop();
    });

    const send = (request: RawRequest) =>
      client.send({
        ...request,
        path: `/api/docker-watcher${request.path}`,
      });

    /** What was not answered as it should be. */
    async function findFaults(
      requests: BadRequest[],
      judge: (
        request: BadRequest,
        answer: RawAnswer,
      ) => string | undefined = findFault,
    ): Promise<string[]> {
      const faults = await mapConcurrently(
        requests,
        { limit: 8 },
        async request => {
          const fault = await send(request).then(
            answer => judge(request, answer),
            error => `No answer: ${error.message}`,
          );
          return fault && `${request.method} ${request.title}: ${fault}`;
        },
      );
      return faults.flatMap(fault => fault ?? []);
    }

    it.each(operations.map(operation => [operation.route, operation] as const))(
      '%s answers with a Backstage error at the worst',
      async (_, operation) => {
        const requests = badRequestsOf(operation, samples(operation.path));
        expect(await findFaults(requests)).toEqual([]);
      },
    );

    it('says of methods that a path does not have that there is nothing', async () => {
      const requests = operations.flatMap(({ path }) => {
        const known = operations
          .filter(other => other.path === path)
          .map(({ method }) => method);
        return METHODS.filter(
          method => !known.includes(method) && method !== 'OPTIONS',
        )
          .filter(method => method !== 'HEAD' || !known.includes('GET'))
          .map(method => ({
            title: path,
            ...validRequest(
              { ...operations[0], path, method, parameters: [] },
              samples(path),
            ),
          }));
      });
      expect(
        await findFaults(requests, (request, answer) =>
          [404, 405].includes(answer.status)
            ? findFault(request, answer)
            : `It is a ${answer.status}`,
        ),
      ).toEqual([]);
    });

    it('finds nothing at paths that there are not', async () => {
      const requests = STRANGE_PATHS.flatMap(path =>
        ['GET', 'POST', 'DELETE'].map(method => ({
          title: path,
          method,
          path,
        })),
      );
      expect(await findFaults(requests)).toEqual([]);
    });

    it('opens no stream for what a list would not take', async () => {
      const streamed = operations.filter(
        ({ path }) => path === '/event-stream',
      );
      const disagreements: string[] = [];
      for (const operation of streamed) {
        for (const request of badRequestsOf(operation, {})) {
          const { name, in: place } = request.parameter ?? {};
          if (place === 'query' && name !== 'after') {
            const stream = await send(request);
            const list = await send({
              ...request,
              path: request.path.replace('/event-stream', '/events'),
            });
            if (stream.status !== list.status) {
              disagreements.push(
                `${request.title}: ${stream.status}, and ${list.status} as a list`,
              );
            }
          }
        }
      }
      expect(disagreements).toEqual([]);
    });

    it('goes on as if nothing had been, and nothing was done', async () => {
      for (const path of ['/summary', '/containers?limit=1', '/events']) {
        expect((await send({ method: 'GET', path })).status).toBe(200);
      }
      expect({}).not.toHaveProperty('polluted');
      for (const { calls } of portal.engines) {
        expect(calls).toMatchObject({
          startContainer: 0,
          stopContainer: 0,
          restartContainer: 0,
          removeContainer: 0,
        });
      }
      const deeds = await knex(EVENTS_TABLE)
        .where({ kind: 'user.container-action' })
        .where('id', '>', portal.events[portal.events.length - 1].id);
      expect(deeds).toEqual([]);
    });
  },
);
