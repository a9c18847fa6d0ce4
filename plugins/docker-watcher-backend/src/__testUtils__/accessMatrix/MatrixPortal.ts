import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { Host } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherHostsExtensionPoint } from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import dockerWatcherPlugin from '../..';
import { migrateDatabase } from '../../database/migrateDatabase';
import { eventually } from '../eventually';
import { httpAuthWithActors } from '../httpAuthWithActors';
import { EventStreamRecorder } from '../EventStreamRecorder';
import { MatrixPolicy } from './MatrixPolicy';
import {
  ADMINS,
  CALLERS,
  Caller,
  PortalKind,
  USER_HEADERS,
  headerOf,
  ownershipRefsOf,
} from './cells';
import {
  ENTITIES,
  HOSTS,
  KnownEvent,
  TRUSTED_OWNERS,
  appendScene,
  createEngine,
  seedScene,
} from './scene';

/** What was answered. */
export interface Answer<Body = unknown> {
  status: number;
  text: string;
  /** `undefined` when it is no JSON. */
  body: Body;
}

type Streams = Record<
  'live' | 'replayed',
  ReadonlyMap<Caller, EventStreamRecorder>
>;

/** A portal with the plugin and the scene, over a real database and a real policy. */
export class MatrixPortal {
  readonly kind: PortalKind;
  readonly engines: readonly FakeContainerEngine[];
  /** The events that answers are compared with; later ones may follow. */
  readonly events: readonly KnownEvent[];
  readonly port: number;
  readonly #url: string;
  readonly #streams: Streams;
  readonly #stop: () => Promise<void>;

  static async start(options: {
    kind: PortalKind;
    knex: Knex;
  }): Promise<MatrixPortal> {
    const { kind, knex } = options;
    await migrateDatabase(mockServices.database({ knex }));
    await seedScene(knex);
    const engines = HOSTS.map(createEngine);
    const backend = await startBackend({ kind, knex, engines });
    const { port } = backend.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/docker-watcher`;
    await eventually(async () => {
      const { body } = await request(url)
        .get('/hosts')
        .set('authorization', headerOf('admin'));
      const hosts: Host[] = body.items;
      if (!hosts.every(host => host.state === 'connected' && host.lastSyncAt)) {
        throw new Error(`Not ready: ${JSON.stringify(hosts)}`);
      }
    });
    // The one before anything is appended, so that it is seen live.
    const live = await openStreams(`${url}/event-stream`);
    const events = await appendScene(knex);
    const replayed = await openStreams(`${url}/event-stream?after=0`);
    const streams = { live, replayed };
    // So that a time tells them from what follows.
    while (Date.now() <= events[events.length - 1].at) {
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    const stop = async () => {
      [live, replayed].forEach(opened =>
        opened.forEach(stream => stream.close()),
      );
      await backend.stop();
    };
    return new MatrixPortal({
      ...{ kind, engines, events },
      ...{ port, url, streams, stop },
    });
  }

  private constructor(options: {
    kind: PortalKind;
    engines: readonly FakeContainerEngine[];
    events: readonly KnownEvent[];
    port: number;
    url: string;
    streams: Streams;
    stop: () => Promise<void>;
  }) {
    this.kind = options.kind;
    this.engines = options.engines;
    this.events = options.events;
    this.port = options.port;
    this.#url = options.url;
    this.#streams = options.streams;
    this.#stop = options.stop;
  }

  /** Limits events to those of the scene. */
  get until(): string {
    const { at } = this.events[this.events.length - 1];
    return `until=${new Date(at + 1).toISOString()}`;
  }

  async ask(
    caller: Caller,
    asked: { method: string; path: string; body?: object },
  ): Promise<Answer> {
    const method = asked.method.toLowerCase() as 'get';
    const { status, text } = await request(this.#url)
      [method](asked.path)
      .set('authorization', headerOf(caller))
      .send(asked.body);
    return { status, text, body: parseJson(text) };
  }

  /** What a caller opened before the events were appended, or after it from the start. */
  streamOf(caller: Caller, kind: keyof Streams): EventStreamRecorder {
    const stream = this.#streams[kind].get(caller);
    if (!stream) {
      throw new Error(`No stream of ${caller}`);
    }
    return stream;
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}

async function openStreams(
  url: string,
): Promise<Map<Caller, EventStreamRecorder>> {
  const streams = new Map<Caller, EventStreamRecorder>();
  for (const caller of CALLERS) {
    const authorization = headerOf(caller);
    streams.set(caller, await EventStreamRecorder.open(url, { authorization }));
  }
  return streams;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function startBackend(options: {
  kind: PortalKind;
  knex: Knex;
  engines: readonly FakeContainerEngine[];
}) {
  const { kind, knex, engines } = options;
  return startTestBackend({
    features: [
      dockerWatcherPlugin,
      permissionPlugin,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'matrix-policy',
        register(env) {
          env.registerInit({
            deps: { policy: policyExtensionPoint },
            async init({ policy }) {
              policy.setPolicy(new MatrixPolicy());
            },
          });
        },
      }),
      createBackendModule({
        pluginId: 'docker-watcher',
        moduleId: 'matrix-hosts',
        register(env) {
          env.registerInit({
            deps: { hosts: dockerWatcherHostsExtensionPoint },
            async init({ hosts }) {
              HOSTS.forEach((name, index) =>
                hosts.addHost({
                  name,
                  engine: engines[index],
                  readOnly: name === 'sealed',
                  trustAnnotationsFrom: [...TRUSTED_OWNERS],
                }),
              );
            },
          });
        },
      }),
      permissionsServiceFactory,
      httpAuthWithActors(USER_HEADERS),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo({ principal }) {
            const { userEntityRef } = principal as { userEntityRef: string };
            return {
              userEntityRef,
              ownershipEntityRefs: ownershipRefsOf(userEntityRef),
            };
          },
        }),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: kind.permissions },
          dockerWatcher: { admins: [ADMINS], readOnly: kind.readOnly },
        },
      }),
      mockServices.database.factory({ knex }),
      mockServices.rootSystemMetadata.mock({
        getInstalledPlugins: async () => [],
      }).factory,
      catalogServiceMock.factory({ entities: [...ENTITIES] }),
    ],
  });
}
