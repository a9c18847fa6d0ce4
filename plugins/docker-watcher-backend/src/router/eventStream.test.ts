import http from 'node:http';
import { AddressInfo } from 'node:net';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import { Knex } from 'knex';
import { EventStreamConnection } from '../__testUtils__/EventStreamConnection';
import { waitUntil } from '../__testUtils__/waitUntil';
import { DatabaseEventLogStore } from '../database/DatabaseEventLogStore';
import { eventSubjects } from '../database/__testUtils__/eventSubjects';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import { appendEvents } from '../database/operations/appendEvents';
import { EventStreamHub } from '../delivery/EventStreamHub';
import { EventLog } from '../eventLog/EventLog';
import { NewEvent } from '../eventLog/EventLogStore';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { AuthorizedEventsService } from '../services/AuthorizedEventsService';
import { DefaultEventsService } from '../services/DefaultEventsService';
import { ReaderDecisions } from '../services/ReaderDecisions';
import { createRouter } from './createRouter';

jest.setTimeout(120_000);

const databases = createTestDatabases();

function unreachable(reason: string): NewEvent {
  return {
    kind: 'host.unreachable',
    severity: 'error',
    source: 'host',
    host: 'local',
    occurredAt: '2026-01-01T00:00:00.000Z',
    inferred: false,
    message: `local is unreachable: ${reason}`,
    details: { reason },
  };
}

describe.each(databases.eachSupportedId())(
  'the stream of events over HTTP on %s',
  databaseId => {
    let knex: Knex;
    let clock: FakeClock;
    let permissions: ReturnType<typeof mockServices.permissions.mock>;
    let hub: EventStreamHub;
    let eventLog: EventLog<VisibleEvents>;
    let server: http.Server;
    let port: number;
    const connections: EventStreamConnection[] = [];

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      clock = new FakeClock();
      eventLog = EventLog.create({
        store: DatabaseEventLogStore.create({ knex }),
      });
      const logger = mockServices.logger.mock();
      hub = EventStreamHub.create({
        ...{ eventLog, clock, logger, subjects: eventSubjects(knex) },
      });
      const undecided = () => {
        throw new Error('Nothing is decided on conditions here');
      };
      const allowed = mockServices.permissions();
      permissions = mockServices.permissions.mock({
        authorize: allowed.authorize.bind(allowed),
        authorizeConditional: allowed.authorizeConditional.bind(allowed),
      });
      const decisions = ReaderDecisions.create({
        permissions,
        toFilter: undecided,
        toEventCondition: undecided,
        mayReadSettings: async () => true,
      });
      const auth = mockServices.auth();
      const userInfo = mockServices.userInfo();
      const refuse = async () => {
        throw new Error('Only the stream is asked for here');
      };
      const middleware = MiddlewareFactory.create({
        config: mockServices.rootConfig(),
        logger: mockServices.rootLogger(),
      });
      const app = express()
        // As in front of every plugin.
        .use(middleware.helmet())
        .use(middleware.compression())
        .use(
          '/api/docker-watcher',
          createRouter({
            httpAuth: mockServices.httpAuth({
              defaultCredentials: mockCredentials.none(),
            }),
            inventory: {
              getSummary: refuse,
              listHosts: refuse,
              getHost: refuse,
              listContainers: refuse,
              getContainer: refuse,
            },
            actions: { perform: refuse },
            events: AuthorizedEventsService.create({
              events: DefaultEventsService.create({
                ...{ eventLog, streams: hub, auth, userInfo, clock },
              }),
              ...{ decisions, clock },
            }),
            entityClaims: { getEntityClaims: refuse },
            stale: {
              listStale: refuse,
              cleanUp: refuse,
              snooze: refuse,
              endSnooze: refuse,
            },
            settings: { getSettings: refuse, updateSettings: refuse },
            auditor: mockServices.auditor.mock(),
          }),
        )
        .use(mockErrorHandler());
      server = app.listen(0);
      port = (server.address() as AddressInfo).port;
    });

    afterEach(async () => {
      connections.splice(0).forEach(connection => connection.close());
      await hub.stop();
      await new Promise(resolve => server.close(resolve));
    });

    const append = async (...events: NewEvent[]) => {
      await knex.transaction(tx =>
        appendEvents({ tx, events, now: clock.now() }),
      );
      eventLog.notifyAppended();
    };

    const countConnections = () =>
      new Promise<number>(resolve => {
        server.getConnections((_, count) => resolve(count));
      });

    function open(
      path = '',
      options: { method?: string; headers?: http.OutgoingHttpHeaders } = {},
    ) {
      const connection = EventStreamConnection.open({
        ...{ port, path, ...options },
        headers: {
          authorization: mockCredentials.user.header(),
          'accept-encoding': 'gzip, deflate, br',
          ...options.headers,
        },
      });
      connections.push(connection);
      return connection;
    }

    async function answered(connection: EventStreamConnection) {
      await waitUntil(() => connection.status !== undefined);
      return connection;
    }

    it('begins at once, is neither compressed nor kept, and is the text that the standard asks for', async () => {
      const stream = open();
      await waitUntil(() => stream.messages.length === 1);
      expect(stream.status).toBe(200);
      expect(stream.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      expect(stream.headers['content-encoding']).toBeUndefined();

      await append(unreachable('größe\n\ndata: "forged"\r\n\u2028🐳'));
      await waitUntil(() => stream.messages.length === 2);
      await clock.advance(15_000);
      await waitUntil(() => stream.messages.length === 3);
      const [, event] = stream.messages;
      expect(stream.text).toBe(
        [
          'id: 0\nevent: ready\ndata: {}\n\n',
          `id: 1\nevent: event\ndata: ${JSON.stringify(
            event.type === 'event' && event.event,
          )}\n\n`,
          'id: 1\nevent: heartbeat\ndata: {}\n\n',
        ].join(''),
      );
      expect(event).toMatchObject({
        event: {
          id: '1',
          at: '2026-01-01T00:00:00.000Z',
          details: { reason: 'größe\n\ndata: "forged"\r\n\u2028🐳' },
        },
      });
      await hub.stop();
      await waitUntil(() => stream.isClosed);
      expect(stream.last).toEqual({
        type: 'end',
        id: '1',
        reason: 'shutdown',
      });
      await waitUntil(async () => (await countConnections()) === 0);
    });

    it('goes on after the header, before the parameter, and takes every filter', async () => {
      await append(...['a', 'b', 'c', 'd'].map(unreachable));
      const streams = [
        open('?after=1'),
        open('?after=1', { headers: { 'last-event-id': '3' } }),
        open('?after=2', { headers: { 'last-event-id': '' } }),
        open(
          '?after=0&host=local,other&severity=error&source=host&q=unreachable%3A%20B&ownedByMe=false',
        ),
        open('?after=0&kind=container.died,host.connected'),
      ];
      await waitUntil(
        () =>
          streams.slice(0, 4).every(({ ids }) => ids.length > 0) &&
          streams[4].messages.length > 0,
      );
      await waitUntil(() => streams[0].ids.length === 3);
      await waitUntil(() => streams[2].ids.length === 2);
      expect(streams.map(({ ids }) => ids)).toEqual([
        ['2', '3', '4'],
        ['4'],
        ['3', '4'],
        ['2'],
        [],
      ]);
    });

    it.each([
      ['?after=x', {}, 'after must match pattern'],
      ['?after=-1', {}, 'got "-1"'],
      ['?after=01', {}, 'got "01"'],
      ['?after=9223372036854775808', {}, 'got 9223372036854775808'],
      ['', { 'last-event-id': 'abc' }, 'last-event-id must match pattern'],
      ['', { 'last-event-id': '1.5' }, 'got "1.5"'],
      ['', { 'last-event-id': ['1', '2'] }, 'got "1, 2"'],
      [
        '',
        { 'last-event-id': '99999999999999999999' },
        'got "9999999999999999',
      ],
      [
        '',
        { 'last-event-id': '9999999999999999999' },
        'got 9999999999999999999',
      ],
      ['?severity=fatal', {}, 'got ["fatal"]'],
      ['?since=2026-01-01T00:00:00Z', {}, 'since'],
    ])('refuses %s with %j', async (path, headers, message) => {
      const refused = await new Promise<{ status?: number; body: string }>(
        resolve => {
          http.get(
            {
              port,
              path: `/api/docker-watcher/event-stream${path}`,
              headers: {
                authorization: mockCredentials.user.header(),
                ...headers,
              },
            },
            response => {
              let body = '';
              response.setEncoding('utf8');
              response.on('data', chunk => {
                body += chunk;
              });
              response.on('end', () =>
                resolve({ status: response.statusCode, body }),
              );
            },
          );
        },
      );
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.body).error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(message),
      });
      expect(hub.size).toBe(0);
    });

    it('opens for nobody without credentials, and not for HEAD', async () => {
      const nobody = await answered(
        open('', { headers: { authorization: mockCredentials.none.header() } }),
      );
      expect(nobody.status).toBe(401);
      const head = await answered(open('', { method: 'HEAD' }));
      expect(head.status).toBe(200);
      expect(head.headers['content-type']).toContain('text/event-stream');
      await waitUntil(() => head.isClosed && hub.size === 0);
      expect(head.text).toBe('');
    });

    it('is refused to HEAD as it is to GET', async () => {
      const wrong = open('?after=9223372036854775808', { method: 'HEAD' });
      expect((await answered(wrong)).status).toBe(400);
      permissions.authorize.mockResolvedValue([
        { result: AuthorizeResult.DENY },
      ]);
      for (const method of ['GET', 'HEAD']) {
        const denied = open('', { method });
        expect((await answered(denied)).status).toBe(403);
      }
      expect(hub.size).toBe(0);
    });

    it('is refused with 429 when the reader has ten, until one is closed', async () => {
      const streams = Array.from({ length: 10 }, () => open());
      await waitUntil(() => streams.every(({ messages }) => messages.length));
      expect((await answered(open())).status).toBe(429);
      const other = open('', {
        headers: {
          authorization: mockCredentials.user.header('user:default/other'),
        },
      });
      expect((await answered(other)).status).toBe(200);
      streams[0].close();
      await waitUntil(() => hub.size === 10);
      expect((await answered(open())).status).toBe(200);
    });

    it('ends for a reader who stops reading, and holds up nobody', async () => {
      const [stuck, quick] = [open(), open()];
      await waitUntil(() => hub.size === 2 && quick.messages.length === 1);
      await waitUntil(() => stuck.messages.length === 1);
      stuck.pause();
      // More than the machine holds for a connection on its way.
      const reason = 'x'.repeat(64 * 1024);
      const total = 400;
      for (let i = 0; i < total; i += 10) {
        await append(
          ...Array.from({ length: 10 }, (_, n) =>
            unreachable(`${i + n}${reason}`),
          ),
        );
        await waitUntil(() => quick.ids.length >= i + 10);
      }
      expect(quick.ids).toHaveLength(total);
      await waitUntil(async () => {
        await clock.advance(1_000);
        return hub.size === 1;
      });
      await clock.advance(5_000);
      stuck.close();
      expect(stuck.ids.length).toBeLessThan(total);
      await append(unreachable('last'));
      await waitUntil(() => quick.ids.length === total + 1);
    });

    it('leaves nothing behind of connections that come and go', async () => {
      for (let round = 0; round < 20; round++) {
        const streams = Array.from({ length: 25 }, (_, n) =>
          open('?after=0', {
            headers: {
              authorization: mockCredentials.user.header(`user:default/u${n}`),
            },
          }),
        );
        await waitUntil(() => streams.some(({ messages }) => messages.length));
        await append(unreachable('again'));
        streams.forEach(stream => stream.close());
      }
      await waitUntil(() => hub.size === 0);
      await waitUntil(async () => (await countConnections()) === 0);
      expect(clock.pending).toBe(0);
    });
  },
);
