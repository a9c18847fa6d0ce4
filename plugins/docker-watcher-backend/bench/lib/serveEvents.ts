import http from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { Knex } from 'knex';
import { DatabaseEventLogStore } from '../../src/database/DatabaseEventLogStore';
import { DatabaseInventoryReader } from '../../src/database/DatabaseInventoryReader';
import { eventSubjects } from '../../src/database/__testUtils__/eventSubjects';
import { EventStreamHub } from '../../src/delivery/EventStreamHub';
import { EventLog } from '../../src/eventLog/EventLog';
import { SystemClock } from '../../src/lib/SystemClock';
import { createRouter } from '../../src/router/createRouter';
import { AuthorizedEventsService } from '../../src/services/AuthorizedEventsService';
import { AuthorizedInventoryService } from '../../src/services/AuthorizedInventoryService';
import { DefaultEventsService } from '../../src/services/DefaultEventsService';
import { DefaultInventoryService } from '../../src/services/DefaultInventoryService';
import { ReaderDecisions } from '../../src/services/ReaderDecisions';

/** The plugin's HTTP API over a database, for a reader who may see everything. */
export async function serveEvents(knex: Knex) {
  const eventLog = EventLog.create({
    store: DatabaseEventLogStore.create({ knex }),
  });
  const clock = new SystemClock();
  const streams = EventStreamHub.create({
    ...{ eventLog, clock, subjects: eventSubjects(knex) },
    logger: mockServices.rootLogger({ level: 'warn' }),
  });
  const undecided = () => {
    throw new Error('Nothing is decided on conditions here');
  };
  const decisions = ReaderDecisions.create({
    permissions: mockServices.permissions(),
    toFilter: undecided,
    toEventCondition: undecided,
    mayReadSettings: async () => true,
  });
  const router = createRouter({
    httpAuth: mockServices.httpAuth(),
    inventory: AuthorizedInventoryService.create({
      inventory: DefaultInventoryService.create({
        inventory: DatabaseInventoryReader.create({ knex }),
        auth: mockServices.auth(),
        userInfo: mockServices.userInfo(),
      }),
      decisions,
      actions: {
        describe: async () => ({ allowedActions: [], maySnooze: false }),
      },
    }),
    actions: {
      perform: async () => {
        throw new Error('Nothing is changed here');
      },
    },
    events: AuthorizedEventsService.create({
      events: DefaultEventsService.create({
        ...{ eventLog, streams },
        auth: mockServices.auth(),
        userInfo: mockServices.userInfo(),
        clock,
      }),
      decisions,
      clock,
    }),
    entityClaims: { getEntityClaims: refuse },
    stale: {
      listStale: refuse,
      cleanUp: refuse,
      snooze: refuse,
      endSnooze: refuse,
    },
    settings: {
      getSettings: refuse,
      updateSettings: refuse,
    },
    auditor: { createEvent: refuse },
  });
  const server = await listen(express().use('/api/docker-watcher', router));
  return {
    eventLog,
    url: `${server.url}/api/docker-watcher/events`,
    streamUrl: `${server.url}/api/docker-watcher/event-stream`,
    stop: async () => {
      await streams.stop();
      await server.stop();
    },
  };
}

async function refuse(): Promise<never> {
  throw new Error('Only what is read of events is measured here');
}

/** Serves on a free port of this machine. */
export async function listen(handler: http.RequestListener) {
  const server = http.createServer(handler);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
