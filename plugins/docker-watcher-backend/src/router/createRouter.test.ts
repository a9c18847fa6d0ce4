import http from 'node:http';
import { AddressInfo } from 'node:net';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  Container,
  ContainerActionAnswer,
  ContainerDetail,
  EventHistogram,
  EntityClaims,
  Host,
  Summary,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import express from 'express';
import request from 'supertest';
import {
  ContainerActionCall,
  ContainerActionOptions,
  ContainerActionsService,
} from '../services/ContainerActionsService';
import { EventsService } from '../services/EventsService';
import { EntityClaimsService } from '../services/EntityClaimsService';
import { InventoryService } from '../services/InventoryService';
import { SettingsService } from '../services/SettingsService';
import { StaleService } from '../services/StaleService';
import { createRouter } from './createRouter';

const ID = '0123456789abcdef'.repeat(4);
const ROUTES = [
  '/summary',
  '/hosts',
  '/hosts/local',
  '/containers',
  `/containers/local/${ID}`,
  '/events',
  '/events/4711',
  '/event-histogram',
  '/entity-claims?entityRef=component:default/shop',
];

/** Answers with the name of what was called, or fails in the given way. */
class FakeInventory
  implements
    InventoryService,
    EventsService,
    EntityClaimsService,
    ContainerActionsService
{
  readonly calls: unknown[][] = [];
  failure?: Error;

  async getSummary(options: object) {
    return this.#call('getSummary', options) as Summary;
  }
  async listHosts(options: object) {
    const host = this.#call('listHosts', options) as Host;
    return { items: [host], pageInfo: {}, totalItems: 1 };
  }
  async getHost(name: string, options: object) {
    return this.#call('getHost', options, name) as Host;
  }
  async listContainers(query: object, options: object) {
    const container = this.#call('listContainers', options, query) as Container;
    return { items: [container], pageInfo: {}, totalItems: 1 };
  }
  async getContainer(ref: object, options: object) {
    return this.#call('getContainer', options, ref) as ContainerDetail;
  }
  async getEntityClaims(entityRef: string, options: object) {
    return this.#call('getEntityClaims', options, entityRef) as EntityClaims;
  }
  async listEvents(query: object, options: object) {
    const event = this.#call('listEvents', options, query) as WatcherEvent;
    return { items: [event], pageInfo: {} };
  }
  async getEvent(id: string, options: object) {
    return this.#call('getEvent', options, id) as WatcherEvent;
  }
  async getHistogram(query: object, options: object) {
    const { signal, ...others } = options as { signal?: AbortSignal };
    return this.#call('getHistogram', others, query) as EventHistogram;
  }
  async exportEvents(filter: object, options: object) {
    const { signal, ...others } = options as { signal?: AbortSignal };
    const event = this.#call('exportEvents', others, filter) as WatcherEvent;
    const batches = async function* batches() {
      yield [event];
    };
    return { startedAt: 0, batches: batches() };
  }

  async streamEvents(
    query: object,
    options: Parameters<EventsService['streamEvents']>[1],
  ) {
    const { sink, ...rest } = options;
    this.#call('streamEvents', rest, query);
    sink.send([{ type: 'ready', id: '7' }]);
    sink.end();
  }

  async perform(call: ContainerActionCall, options: ContainerActionOptions) {
    const { credentials } = options;
    const answer = this.#call('perform', { credentials }, call);
    return { answer: answer as ContainerActionAnswer };
  }

  #call(name: string, options: object, ...args: unknown[]): object {
    this.calls.push([name, ...args, options]);
    if (this.failure) {
      throw this.failure;
    }
    return { answer: name };
  }
}

const noSettings: SettingsService = {
  getSettings: async () => {
    throw new Error('Nothing asks for the settings here');
  },
  updateSettings: async () => {
    throw new Error('Nothing changes the settings here');
  },
};

describe('createRouter', () => {
  let inventory: FakeInventory;
  let app: express.Express;

  beforeEach(() => {
    inventory = new FakeInventory();
    app = express()
      .use(
        '/api/docker-watcher',
        createRouter({
          inventory,
          events: inventory,
          entityClaims: inventory,
          // Nothing here gets that far.
          stale: {} as Partial<StaleService> as StaleService,
          settings: noSettings,
          auditor: mockServices.auditor.mock(),
          actions: inventory,
          httpAuth: mockServices.httpAuth({
            defaultCredentials: mockCredentials.none(),
          }),
        }),
      )
      .use(mockErrorHandler());
  });

  const get = (path: string, authorization = mockCredentials.user.header()) =>
    request(app)
      .get(`/api/docker-watcher${path}`)
      .set('authorization', authorization);

  it('asks the service as the caller and passes its answer on', async () => {
    const answers = [];
    for (const route of ROUTES) {
      const { status, body } = await get(route);
      expect(status).toBe(200);
      answers.push(body);
    }
    expect(answers).toEqual([
      { answer: 'getSummary' },
      { items: [{ answer: 'listHosts' }], pageInfo: {}, totalItems: 1 },
      { answer: 'getHost' },
      { items: [{ answer: 'listContainers' }], pageInfo: {}, totalItems: 1 },
      { answer: 'getContainer' },
      { items: [{ answer: 'listEvents' }], pageInfo: {} },
      { answer: 'getEvent' },
      { answer: 'getHistogram' },
      { answer: 'getEntityClaims' },
    ]);
    const options = {
      credentials: expect.objectContaining({
        principal: mockCredentials.user().principal,
      }),
    };
    expect(inventory.calls).toEqual([
      ['getSummary', options],
      ['listHosts', options],
      ['getHost', 'local', options],
      ['listContainers', {}, options],
      ['getContainer', { host: 'local', id: ID }, options],
      ['listEvents', {}, options],
      ['getEvent', '4711', options],
      ['getHistogram', {}, options],
      ['getEntityClaims', 'component:default/shop', options],
    ]);
  });

  it.each(ROUTES)(
    'lets users and services ask, and nobody else: %s',
    async path => {
      expect((await get(path, mockCredentials.service.header())).status).toBe(
        200,
      );
      expect(inventory.calls).toHaveLength(1);
      for (const header of [
        mockCredentials.none.header(),
        mockCredentials.user.invalidHeader(),
        mockCredentials.service.invalidHeader(),
      ]) {
        const { status, body } = await get(path, header);
        expect(status).toBe(401);
        expect(body.error.name).toBe('AuthenticationError');
      }
      const limited = await request(app)
        .get(`/api/docker-watcher${path}`)
        .set('cookie', mockCredentials.limitedUser.cookie());
      expect(limited.status).toBe(401);
      expect(inventory.calls).toHaveLength(1);
    },
  );

  it.each(ROUTES)(
    'says what the service says of permissions: %s',
    async path => {
      inventory.failure = new NotAllowedError('Missing permission x');
      expect((await get(path)).status).toBe(403);
      inventory.failure = new NotFoundError('No such thing');
      expect(await get(path)).toMatchObject({
        status: 404,
        body: { error: { name: 'NotFoundError', message: 'No such thing' } },
      });
    },
  );

  it.each(ROUTES)('refuses parameters it does not know: %s', async path => {
    const { status, body } = await get(
      `${path}${path.includes('?') ? '&' : '?'}nonsense=1`,
    );
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('nonsense'),
    });
    expect(inventory.calls).toEqual([]);
  });

  it('reads every parameter of a list', async () => {
    const { status } = await get(
      '/containers?host=a,b-1&state=running,exited&health=none&presence=missing,unknown' +
        '&entityRef=component:default/shop,component:default/x&ownedByMe=true&claimed=false' +
        '&project=my%20shop&workload=a/compose:p/web/1&image=r:5000/x:1@sha256:00,busybox' +
        '&label=tier=web&label=list=a,b%26c&label=com.docker.compose.project' +
        '&q=50%25%20%C3%A4&orderField=createdAt,desc&limit=500&cursor=Zm9v_-',
    );
    expect(status).toBe(200);
    expect(inventory.calls[0][1]).toEqual({
      host: ['a', 'b-1'],
      state: ['running', 'exited'],
      health: ['none'],
      presence: ['missing', 'unknown'],
      entityRef: ['component:default/shop', 'component:default/x'],
      ownedByMe: true,
      claimed: false,
      project: ['my shop'],
      workload: ['a/compose:p/web/1'],
      image: ['r:5000/x:1@sha256:00', 'busybox'],
      label: ['tier=web', 'list=a,b&c', 'com.docker.compose.project'],
      q: '50% ä',
      order: { field: 'createdAt', direction: 'desc' },
      limit: 500,
      cursor: 'Zm9v_-',
    });

    await get('/containers?orderField=name&label=one&limit=1&ownedByMe=false');
    expect(inventory.calls[1][1]).toEqual({
      order: { field: 'name', direction: 'asc' },
      label: ['one'],
      limit: 1,
      ownedByMe: false,
    });
  });

  it.each(
    [
      ['limit=0', 'limit'],
      ['limit=501', 'limit'],
      ['limit=-1', 'limit'],
      ['limit=1.5', 'limit'],
      ['limit=1e9999', 'limit'],
      ['limit=-Infinity', 'limit'],
      ['limit=NaN', 'limit'],
      ['limit=', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['limit[]=1', 'limit'],
      ['limit[a]=1', 'limit'],
      ['state=Running', 'state'],
      ['state=', 'state'],
      ['state=running,', 'state'],
      ['state=healthy', 'state'],
      ['state[a][b]=running', 'state'],
      ['health=sick', 'health'],
      ['presence=gone', 'presence'],
      ['host=Local', 'host'],
      ['host=../etc', 'host'],
      ['host=a%00', 'host'],
      [`host=${'a'.repeat(64)}`, 'host'],
      ['host[__proto__]=a', 'host'],
      ['host[constructor][prototype]=a', 'host'],
      [`host=${'a,'.repeat(200)}a`, 'host'],
      ['entityRef=', 'entityRef'],
      ['entityRef=a%00b', 'entityRef'],
      ['ownedByMe=maybe', 'ownedByMe'],
      ['ownedByMe=', 'ownedByMe'],
      ['claimed=1', 'claimed'],
      ['claimed=', 'claimed'],
      ['q=%00', 'q'],
      [`q=${'x'.repeat(201)}`, 'q'],
      ['q=a&q=b', 'q'],
      ['q[x]=b', 'q'],
      ['label=', 'label'],
      ['label=a%00', 'label'],
      [`label=${'x'.repeat(1025)}`, 'label'],
      ['label[a]=b', 'label'],
      [`${'label=a&'.repeat(21)}limit=1`, 'label'],
      [`${'label=a&'.repeat(1500)}limit=1`, 'label'],
      ['image=%00', 'image'],
      ['project=%00', 'project'],
      ['workload=%00', 'workload'],
      ['orderField=size,asc', 'orderField'],
      ['orderField=name,up', 'orderField'],
      ['orderField=name,asc,desc', 'orderField'],
      ['orderField=name%20;drop,asc', 'orderField'],
      ['orderField=__proto__', 'orderField'],
      ['orderField=constructor,asc', 'orderField'],
      ['orderField=name&orderField=host', 'orderField'],
      ['cursor=', 'cursor'],
      ['cursor=a%20b', 'cursor'],
      ['cursor=../x', 'cursor'],
      [`cursor=${'a'.repeat(8193)}`, 'cursor'],
      ['cursor[a]=b', 'cursor'],
    ].map(([query, name]) => ({ query, name, short: query.slice(0, 40) })),
  )(
    'refuses $short with a message that names $name',
    async ({ query, name }) => {
      const { status, body } = await get(`/containers?${query}`);
      expect({ status, ...body.error }).toMatchObject({
        status: 400,
        name: 'InputError',
        message: expect.stringContaining(name),
      });
      expect(body.error.message.length).toBeLessThan(1000);
      expect(body.error.message).toMatch(/, got .|Empty value/);
      expect(inventory.calls).toEqual([]);
    },
  );

  it('reads every parameter of a list of events', async () => {
    const { status } = await get(
      `/events?host=a,b-1&containerId=${ID},${ID}&workload=a/compose:p/web/1,a/name:x` +
        '&kind=container.died,host.unreachable&severity=warn,error&source=container,host' +
        '&entityRef=component:default/shop&since=2026-01-01T00:00:00%2B02:00' +
        '&until=2026-01-02T00:00:00.123456789Z&limit=500&cursor=Zm9v_-',
    );
    expect(status).toBe(200);
    expect(inventory.calls[0].slice(0, 2)).toEqual([
      'listEvents',
      {
        host: ['a', 'b-1'],
        containerId: [ID, ID],
        workload: ['a/compose:p/web/1', 'a/name:x'],
        kind: ['container.died', 'host.unreachable'],
        severity: ['warn', 'error'],
        source: ['container', 'host'],
        entityRef: ['component:default/shop'],
        since: '2026-01-01T00:00:00+02:00',
        until: '2026-01-02T00:00:00.123456789Z',
        limit: 500,
        cursor: 'Zm9v_-',
      },
    ]);
  });

  it.each(
    [
      ['limit=0', 'limit'],
      ['limit=501', 'limit'],
      ['limit=1e9999', 'limit'],
      ['limit=-Infinity', 'limit'],
      ['host=../etc', 'host'],
      ['host[__proto__]=a', 'host'],
      ['containerId=abc', 'containerId'],
      [`containerId=${ID.toUpperCase()}`, 'containerId'],
      [`containerId=${ID},`, 'containerId'],
      ['workload=', 'workload'],
      ['workload=%00', 'workload'],
      [`workload=${'x'.repeat(1025)}`, 'workload'],
      [`workload=${'x,'.repeat(150)}x`, 'workload'],
      ['kind=container', 'kind'],
      ['kind=container.exploded', 'kind'],
      ['kind=constructor', 'kind'],
      ['kind=', 'kind'],
      ['severity=fatal', 'severity'],
      ['severity=info,fatal', 'severity'],
      ['severity=INFO', 'severity'],
      ['severity[a]=info', 'severity'],
      ['source=docker', 'source'],
      ['entityRef=a%00b', 'entityRef'],
      ['since=yesterday', 'since'],
      ['since=2026-01-01', 'since'],
      ['since=2026-01-01T00:00:00', 'since'],
      ['since=1767225600000', 'since'],
      ['since=2026-01-01T00:00:00Z&since=2026-01-01T00:00:00Z', 'since'],
      ['since=', 'since'],
      ['until=-1', 'until'],
      ['until=2026-01-01T00:00:00Z%00', 'until'],
      [`until=2026-01-01T00:00:00.${'0'.repeat(5000)}Z`, 'until'],
      ['cursor=', 'cursor'],
      ['cursor=a%20b', 'cursor'],
      [`cursor=${'a'.repeat(257)}`, 'cursor'],
      ['q=', 'q'],
      ['q=%00', 'q'],
      [`q=${'x'.repeat(1025)}`, 'q'],
      ['q=a&q=b', 'q'],
      ['proxyId=', 'proxyId'],
      ['ownedByMe=maybe', 'ownedByMe'],
      ['limit=Infinity', 'limit'],
    ].map(([query, name]) => ({ query, name, short: query.slice(0, 40) })),
  )(
    'refuses $short of events with a message that names $name',
    async ({ query, name }) => {
      const { status, body } = await get(`/events?${query}`);
      expect({ status, ...body.error }).toMatchObject({
        status: 400,
        name: 'InputError',
        message: expect.stringContaining(name),
      });
      expect(body.error.message.length).toBeLessThan(1500);
      expect(inventory.calls).toEqual([]);
    },
  );

  it.each([
    '/events/abc',
    '/events/-1',
    '/events/+1',
    '/events/01',
    '/events/1.5',
    '/events/1e3',
    '/events/0x1',
    '/events/%201',
    '/events/1%00',
    '/events/%zz',
    '/events/99999999999999999999',
    `/events/${'9'.repeat(5_000)}`,
    '/events/__proto__',
    '/events/%2e%2e%2fhosts',
    '/hosts/Local',
    '/hosts/-a',
    '/hosts/%2e%2e%2fetc',
    '/hosts/a%00',
    '/hosts/%ff',
    '/hosts/%zz',
    '/hosts/a%2Fb',
    `/hosts/${'a'.repeat(64)}`,
    '/hosts/__proto__',
    `/containers/Local/${ID}`,
    `/containers/%2e%2e/${ID}`,
    `/containers/local/${ID.toUpperCase()}`,
    `/containers/local/${ID}0`,
    `/containers/local/${ID.slice(1)}`,
    '/containers/local/abc',
    '/containers/local/%2e%2e%2f%2e%2e',
    '/containers/local/%00',
    '/containers/local/%zz',
    `/containers/local/${'f'.repeat(10_000)}`,
    `/Containers/local/abc/`,
  ])('refuses %s', async path => {
    const { status, body } = await get(path);
    expect({ path, status }).toEqual({ path, status: 400 });
    expect(body.error.message).toMatch(/, got "/);
    expect(inventory.calls).toEqual([]);
  });

  it.each([
    '',
    'entityRef=',
    'entityRef=%00',
    'entityRef[a]=b',
    'entityRef=a&entityRef=b',
    `entityRef=${'x'.repeat(256)}`,
  ])('refuses /entity-claims?%s', async query => {
    const { status, body } = await get(`/entity-claims?${query}`);
    expect({ status, ...body.error }).toMatchObject({
      status: 400,
      name: 'InputError',
      message: expect.stringContaining('entityRef'),
    });
    expect(inventory.calls).toEqual([]);
  });

  it('knows no other routes, methods or deeper paths', async () => {
    for (const path of [
      '/nonsense',
      '/hosts/local/containers',
      '/containers/local',
      `/containers/local/${ID}/logs`,
      '/events/1/2',
      '/event',
      '/openapi.yaml',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
    for (const route of ROUTES) {
      for (const method of ['post', 'put', 'delete', 'patch'] as const) {
        const { status } = await request(app)
          [method](`/api/docker-watcher${route}`)
          .set('authorization', mockCredentials.user.header())
          .send('{ not json');
        const isKnown = method === 'delete' && route.startsWith('/containers/');
        expect(status).toBe(isKnown ? 400 : 404);
      }
    }
    expect(inventory.calls).toEqual([]);
  });

  describe('changing a container', () => {
    const send = (
      method: 'post' | 'delete',
      path: string,
      body?: string | object,
    ) => {
      const sent = request(app)
        [method](`/api/docker-watcher${path}`)
        .set('authorization', mockCredentials.user.header());
      return body === undefined
        ? sent
        : sent.set('content-type', 'application/json').send(body);
    };

    it.each(['start', 'stop', 'restart'])(
      'takes the state that is expected for %s from the body',
      async action => {
        const { status, body } = await send(
          'post',
          `/containers/local/${ID}/${action}`,
          { expectedState: 'running' },
        );
        expect({ status, body }).toEqual({
          status: 202,
          body: { answer: 'perform' },
        });
        expect(inventory.calls).toEqual([
          [
            'perform',
            { action, host: 'local', id: ID, expectedState: 'running' },
            { credentials: mockCredentials.user() },
          ],
        ]);
      },
    );

    it('takes the state that is expected for a removal from the query', async () => {
      const { status } = await send(
        'delete',
        `/containers/local/${ID}?expectedState=exited`,
      );
      expect(status).toBe(202);
      expect(inventory.calls[0][1]).toEqual({
        action: 'remove',
        host: 'local',
        id: ID,
        expectedState: 'exited',
      });
    });

    it.each<[string, string | object | undefined]>([
      ['nothing', undefined],
      ['no state', {}],
      ['null', 'null'],
      ['a list', '[]'],
      ['no JSON', '{ not json'],
      ['an unknown state', { expectedState: 'sleeping' }],
      ['a list of states', { expectedState: ['running'] }],
      ['more than is known', { expectedState: 'running', force: true }],
      ['another action', { expectedState: 'running', action: 'remove' }],
      ['another id', { expectedState: 'running', id: 'f'.repeat(64) }],
    ])('refuses a body that says %s', async (_, body) => {
      const { status } = await send(
        'post',
        `/containers/local/${ID}/stop`,
        body,
      );
      expect([400, 415]).toContain(status);
      expect(inventory.calls).toEqual([]);
    });

    it.each([
      ['delete', `/containers/local/${ID}`],
      ['delete', `/containers/local/${ID}?expectedState=`],
      ['delete', `/containers/local/${ID}?expectedState=gone`],
      ['delete', `/containers/local/${ID}?expectedState=exited&force=true`],
      ['delete', `/containers/local/${ID}?expectedState=a&expectedState=b`],
      ['delete', `/containers/local/web?expectedState=exited`],
      ['post', `/containers/Local/${ID}/stop`],
      ['post', `/containers/local/..%2f${ID}/stop`],
    ] as const)('refuses %s %s', async (method, path) => {
      const { status, body } = await send(
        method,
        path,
        method === 'post' ? { expectedState: 'running' } : undefined,
      );
      expect({ status, ...body.error }).toMatchObject({
        status: 400,
        name: 'InputError',
      });
      expect(inventory.calls).toEqual([]);
    });

    it('knows no other verbs', async () => {
      for (const verb of ['kill', 'pause', 'exec', 'remove']) {
        const { status } = await send(
          'post',
          `/containers/local/${ID}/${verb}`,
          { expectedState: 'running' },
        );
        expect([verb, status]).toEqual([verb, 404]);
      }
      expect(inventory.calls).toEqual([]);
    });

    it('refuses those who are nobody', async () => {
      const { status } = await request(app)
        .post(`/api/docker-watcher/containers/local/${ID}/stop`)
        .set('authorization', mockCredentials.none.header())
        .send({ expectedState: 'running' });
      expect(status).toBe(401);
      expect(inventory.calls).toEqual([]);
    });
  });

  it('looks at HEAD as closely as at GET', async () => {
    const head = (path: string) =>
      request(app)
        .head(`/api/docker-watcher${path}`)
        .set('authorization', mockCredentials.user.header());
    expect((await head('/containers?limit=0')).status).toBe(400);
    expect((await head('/hosts/%2e%2e')).status).toBe(400);
    expect(inventory.calls).toEqual([]);
    const { status, text } = await head('/containers?host=a,b');
    expect(status).toBe(200);
    expect(text).toBeFalsy();
    expect(inventory.calls[0][1]).toEqual({ host: ['a', 'b'] });
  });

  it('survives query strings that no client would write', async () => {
    // Sent raw: supertest would correct some of them.
    const server = app.listen(0, '127.0.0.1');
    try {
      await new Promise(resolve => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      for (const query of [
        'q=%',
        'q=%zz',
        'q=%ff%fe',
        'q=%c0%80',
        'q=%ed%a0%80',
        'host=%',
        'host',
        'host&host',
        '=a',
        '&&&',
        '?',
        '__proto__=a',
        '__proto__[x]=a',
        'constructor=a',
        'toString=a',
        'hasOwnProperty=a',
        'host[',
        'host]',
        'host[]]=a',
        'q[[]]=a',
        `q${'[a]'.repeat(2000)}=b`,
        `${'a=b&'.repeat(5000)}`,
        `q=${'%20'.repeat(3000)}`,
        'q=a;q=b',
        'label[0]=a&label[1]=b',
        'label[100000]=a',
        'host=a&host=b,c',
        'host=a&host[x]=b',
      ]) {
        const status = await new Promise<number | undefined>(
          (resolve, reject) => {
            http
              .get(
                {
                  port,
                  path: `/api/docker-watcher/containers?${query}`,
                  headers: { authorization: mockCredentials.user.header() },
                },
                response => {
                  response.resume();
                  resolve(response.statusCode);
                },
              )
              .on('error', reject);
          },
        );
        expect([query.slice(0, 40), [200, 400, 431].includes(status!)]).toEqual(
          [query.slice(0, 40), true],
        );
      }
      for (const [, query] of inventory.calls) {
        for (const value of Object.values(query as object)) {
          expect(Array.isArray(value) || typeof value === 'string').toBe(true);
        }
      }
    } finally {
      await new Promise(resolve => server.close(resolve));
    }
  });

  it('describes itself as the OpenAPI 3.1 document it is checked by', async () => {
    const { status, body } = await get('/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/api/docker-watcher' }],
    });
    expect(Object.keys(body.paths)).toEqual([
      '/summary',
      '/hosts',
      '/hosts/{host}',
      '/containers',
      '/containers/{host}/{id}',
      '/containers/{host}/{id}/start',
      '/containers/{host}/{id}/stop',
      '/containers/{host}/{id}/restart',
      '/stale',
      '/stale/cleanup',
      '/stale/{host}/{id}/snooze',
      '/entity-claims',
      '/events',
      '/events/{id}',
      '/event-histogram',
      '/event-export',
      '/event-stream',
      '/settings',
    ]);
  });
});
