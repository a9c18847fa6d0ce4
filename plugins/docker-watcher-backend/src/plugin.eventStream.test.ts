import { AddressInfo } from 'node:net';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { EventStreamConnection } from './__testUtils__/EventStreamConnection';
import { createRandom } from './__testUtils__/createRandom';
import { waitUntil } from './__testUtils__/waitUntil';
import { createTestDatabases } from './database/__testUtils__/testDatabases';
import { appendEvents } from './database/operations/appendEvents';
import { EVENTS_TABLE } from './database/tables';
import { NewEvent } from './eventLog/EventLogStore';
import dockerWatcherPlugin from '.';

jest.setTimeout(180_000);

const RESTARTS = 4;
const READERS = 6;

const databases = createTestDatabases();

function unreachable(reason: string): NewEvent {
  return {
    kind: 'host.unreachable',
    severity: 'error',
    source: 'host',
    host: 'local',
    occurredAt: '2026-01-01T00:00:00.000Z',
    inferred: false,
    message: reason,
    details: { reason },
  };
}

describe.each(databases.eachSupportedId())(
  'dockerWatcherPlugin and its streams of events on %s',
  databaseId => {
    async function start(knex: Knex) {
      const backend = await startTestBackend({
        features: [
          dockerWatcherPlugin,
          mockServices.database.factory({ knex }),
          mockServices.rootConfig.factory({ data: {} }),
          mockServices.scheduler.mock().factory,
          mockServices.rootSystemMetadata.mock({
            getInstalledPlugins: async () => [],
          }).factory,
          mockServices.permissions.factory(),
          catalogServiceMock.factory({ entities: [] }),
        ],
      });
      const { port } = backend.server.address() as AddressInfo;
      return { port, stop: () => backend.stop() };
    }

    it('bring every event exactly once and in order to who connects again at random, across restarts', async () => {
      const random = createRandom('the disconnects');
      const knex = await databases.init(databaseId);
      const backend = { now: await start(knex) };
      const state = { appended: 0, isWriting: true };
      const open = new Set<EventStreamConnection>();

      const takeSome = async (stream: EventStreamConnection, had: number) => {
        const enough = 1 + Math.floor(random() * 60);
        await waitUntil(() => {
          const isThrough =
            !state.isWriting && had + stream.ids.length >= state.appended;
          return (
            stream.isClosed || isThrough || stream.messages.length >= enough
          );
        });
      };

      const follow = async (reader: number) => {
        const seen: string[] = [];
        let after = '0';
        const isThrough = () =>
          !state.isWriting && seen.length >= state.appended;
        while (!isThrough()) {
          const stream = EventStreamConnection.open({
            port: backend.now.port,
            headers: {
              authorization: mockCredentials.user.header(
                `user:default/r${reader}`,
              ),
              'last-event-id': after,
            },
          });
          open.add(stream);
          await takeSome(stream, seen.length);
          open.delete(stream);
          stream.close();
          seen.push(...stream.ids);
          after = stream.lastId ?? after;
        }
        return seen;
      };
      const write = async () => {
        while (state.isWriting) {
          const events = Array.from(
            { length: 1 + Math.floor(random() * 10) },
            (_, n) => unreachable(`${state.appended + n}`),
          );
          await knex.transaction(tx =>
            appendEvents({ tx, events, now: Date.now() }),
          );
          state.appended += events.length;
          await new Promise(resolve => setTimeout(resolve, random() * 40));
        }
      };

      const readers = Promise.all(
        Array.from({ length: READERS }, (_, i) => follow(i)),
      );
      const writing = write();
      for (let restart = 0; restart < RESTARTS; restart++) {
        const { appended } = state;
        await waitUntil(() => state.appended > appended + 60 && open.size > 0);
        const next = start(knex);
        // Either another one takes over, or there is none for a while.
        if (random() < 0.5) {
          const old = backend.now;
          backend.now = await next;
          await old.stop();
        } else {
          await backend.now.stop();
          backend.now = await next;
        }
      }
      state.isWriting = false;
      await writing;
      const seen = await readers;
      await backend.now.stop();
      const rows = await knex(EVENTS_TABLE).select('id').orderBy('id');
      const ids = rows.map(({ id }) => String(id));
      expect(ids).toHaveLength(state.appended);
      for (const one of seen) {
        expect(one).toEqual(ids);
      }
    });

    it('end when the backend stops, which they do not hold up', async () => {
      const knex = await databases.init(databaseId);
      const backend = await start(knex);
      const streams = Array.from({ length: 5 }, () =>
        EventStreamConnection.open({
          port: backend.port,
          headers: { authorization: mockCredentials.user.header() },
        }),
      );
      await waitUntil(() => streams.every(({ messages }) => messages.length));
      await backend.stop();
      await waitUntil(() => streams.every(({ isClosed }) => isClosed));
      expect(streams.map(({ last }) => last)).toEqual(
        Array(5).fill({ type: 'end', id: '0', reason: 'shutdown' }),
      );
    });
  },
);
