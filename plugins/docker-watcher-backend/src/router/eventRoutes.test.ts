import http, { IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { once } from 'node:events';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  EventHistogram,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import express from 'express';
import request from 'supertest';
import { waitUntil } from '../__testUtils__/waitUntil';
import { ContainerActionsService } from '../services/ContainerActionsService';
import { EventExport, EventsService } from '../services/EventsService';
import { EntityClaimsService } from '../services/EntityClaimsService';
import { InventoryService } from '../services/InventoryService';
import { SettingsService } from '../services/SettingsService';
import { StaleService } from '../services/StaleService';
import { createRouter } from './createRouter';

jest.setTimeout(60_000);

const ID = '0123456789abcdef'.repeat(4);

function event(id: number, given: Partial<WatcherEvent> = {}): WatcherEvent {
  return {
    id: String(id),
    at: '2026-01-01T10:00:00.000Z',
    occurredAt: '2026-01-01T09:59:59.123Z',
    kind: 'container.started',
    severity: 'info',
    source: 'container',
    host: 'local',
    containerId: ID,
    containerName: 'web',
    workload: 'local/name:web',
    inferred: false,
    message: 'web started',
    details: { image: 'web:1' },
    ...given,
  } as WatcherEvent;
}

/** Exports what it is told to, and remembers how it was asked and left. */
class FakeEvents {
  readonly asked: object[] = [];
  batches: () => AsyncGenerator<WatcherEvent[]> = async function* none() {};
  failure?: Error;
  taken = 0;
  isOver = false;
  isAborted = false;

  async getHistogram(query: object): Promise<EventHistogram> {
    this.asked.push(query);
    return {
      since: '',
      until: '',
      bucketMs: 1,
      buckets: [],
    };
  }

  async exportEvents(
    filter: object,
    options: { signal?: AbortSignal },
  ): Promise<EventExport> {
    this.asked.push(filter);
    if (this.failure) {
      throw this.failure;
    }
    options.signal?.addEventListener('abort', () => {
      this.isAborted = true;
    });
    return {
      startedAt: Date.parse('2026-01-31T12:34:56.789Z'),
      batches: this.#counted(),
    };
  }

  async *#counted() {
    try {
      for await (const batch of this.batches()) {
        this.taken += 1;
        yield batch;
      }
    } finally {
      this.isOver = true;
    }
  }
}

const unused = new Proxy(
  {},
  {
    get: () => () => {
      throw new Error('Nothing else is called here');
    },
  },
);

describe('the routes of events', () => {
  let events: FakeEvents;
  let server: http.Server;

  beforeEach(async () => {
    events = new FakeEvents();
    const app = express()
      .use(
        '/api/docker-watcher',
        createRouter({
          inventory: unused as InventoryService,
          settings: unused as SettingsService,
          actions: unused as ContainerActionsService,
          entityClaims: unused as EntityClaimsService,
          stale: unused as StaleService,
          events: Object.assign(Object.create(unused), {
            getHistogram: events.getHistogram.bind(events),
            exportEvents: events.exportEvents.bind(events),
          }) as EventsService,
          auditor: mockServices.auditor.mock(),
          httpAuth: mockServices.httpAuth({
            defaultCredentials: mockCredentials.none(),
          }),
        }),
      )
      .use(mockErrorHandler());
    server = http.createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const get = (path: string) =>
    request(server)
      .get(`/api/docker-watcher${path}`)
      .set('authorization', mockCredentials.user.header())
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', chunk => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
      });

  /** The answer as it comes, to be read or left. */
  async function open(path: string): Promise<IncomingMessage> {
    const { port } = server.address() as AddressInfo;
    const asking = http.get({
      port,
      host: '127.0.0.1',
      path: `/api/docker-watcher${path}`,
      headers: { authorization: mockCredentials.user.header() },
    });
    asking.on('error', () => {});
    const [res] = await once(asking, 'response');
    return res;
  }

  it('export one event as JSON per line, as an attachment that nobody keeps', async () => {
    const all = [event(1), event(2, { message: 'Größe\n"🐳"' }), event(3)];
    events.batches = async function* two() {
      yield all.slice(0, 2);
      yield all.slice(2);
    };
    const { status, headers, body } = await get(
      '/event-export?severity=info,warn&ownedByMe=true&q=a%20b&proxyId=1',
    );
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition':
        'attachment; filename="docker-watcher-events-2026-01-31T12-34-56-789Z.ndjson"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(body.endsWith('\n')).toBe(true);
    expect(
      body
        .trimEnd()
        .split('\n')
        .map((line: string) => JSON.parse(line)),
    ).toEqual(all);
    expect(events.asked).toEqual([
      {
        severity: ['info', 'warn'],
        ownedByMe: true,
        q: 'a b',
        proxyId: ['1'],
      },
    ]);
  });

  it('export a table that spreadsheets can read and do not run', async () => {
    const evil = [
      '=HYPERLINK("http://evil")',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      ' =1',
      '"=1',
      "'=1",
      '\u00A0=1',
      '＝1',
      '\uFEFF=1',
    ];
    const good = ['a = b', '1-1', 'Größe "🐳", gut', '', 'two\nlines'];
    events.batches = async function* one() {
      yield [...evil, ...good].map((message, index) =>
        event(index, { message, containerName: message }),
      );
    };
    const { headers, body } = await get('/event-export?format=csv');
    expect(headers['content-type']).toBe(
      'text/csv; charset=utf-8; header=present',
    );
    expect(headers['content-disposition']).toMatch(/\.csv"$/);
    expect(body.startsWith('\uFEFFid,at,occurredAt,severity,')).toBe(true);
    const [, ...rows] = parseCsv(body.slice(1));
    expect(rows.map(row => row[14])).toEqual([
      ...evil.map(text => `'${text}`),
      ...good,
    ]);
    expect(rows.map(row => row[8])).toEqual(rows.map(row => row[14]));
    expect(JSON.parse(rows[0][15])).toEqual({ image: 'web:1' });
    expect(rows.every(row => row.length === 16)).toBe(true);
  });

  it('export nothing as an empty file, or as the head of a table', async () => {
    expect((await get('/event-export')).body).toBe('');
    const { body } = await get('/event-export?format=csv');
    expect(parseCsv(body.slice(1))).toHaveLength(1);
  });

  it('refuse an export before it begins', async () => {
    events.failure = new NotAllowedError('Not for you');
    const { status, headers, body } = await get('/event-export?format=csv');
    expect(status).toBe(403);
    expect(headers).not.toHaveProperty('content-disposition');
    expect(JSON.parse(body).error).toMatchObject({ message: 'Not for you' });

    events.failure = undefined;
    events.batches = async function* failing() {
      throw new Error('The database is away');
    };
    expect((await get('/event-export')).status).toBe(500);
  });

  it.each(['ndjson', 'csv'])(
    'break the connection when an export as %s fails midway',
    async format => {
      events.batches = async function* failing() {
        yield [event(1)];
        throw new Error('The database is away');
      };
      const res = await open(`/event-export?format=${format}`);
      expect(res.statusCode).toBe(200);
      res.resume();
      await expect(once(res, 'end')).rejects.toMatchObject({
        code: 'ECONNRESET',
      });
      expect(res.complete).toBe(false);
    },
  );

  it('read no faster than the reader takes, and stop when the reader leaves', async () => {
    const big = event(1, { message: 'x'.repeat(64 * 1024) });
    events.batches = async function* endless() {
      for (;;) {
        yield [big];
      }
    };
    const res = await open('/event-export');
    // Sockets and pipes hold some megabytes, and then nothing more is read.
    let before = -1;
    await waitUntil(async () => {
      await new Promise(resolve => setTimeout(resolve, 300));
      const isStill = events.taken === before;
      before = events.taken;
      return isStill;
    });
    expect(events.taken).toBeLessThan(1_000);
    expect(events.isOver).toBe(false);
    const waitedAt = events.taken;
    res.resume();
    await waitUntil(async () => events.taken > waitedAt + 200);
    res.destroy();
    await waitUntil(async () => events.isOver && events.isAborted);
  });

  it('answer HEAD without reading an export', async () => {
    events.batches = async function* endless() {
      for (;;) {
        yield [event(1)];
      }
    };
    const { status, headers } = await request(server)
      .head('/api/docker-watcher/event-export?format=csv')
      .set('authorization', mockCredentials.user.header());
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/csv/);
    expect(events.taken).toBeLessThan(3);
    expect(events.isOver).toBe(true);
  });

  it('are for users and services, and for nobody else', async () => {
    for (const path of ['/event-export', '/event-histogram']) {
      const url = `/api/docker-watcher${path}`;
      expect((await request(server).get(url)).status).toBe(401);
      expect(events.asked).toEqual([]);
      await request(server)
        .get(url)
        .set('authorization', mockCredentials.service.header())
        .expect(200);
      events.asked.pop();
    }
  });

  it.each([
    '/event-export?format=xml',
    '/event-export?format=',
    '/event-export?limit=5',
    '/event-export?severity=fatal',
    '/event-export?since=yesterday',
    '/event-export?q=%00',
    '/event-export?ownedByMe=maybe',
    '/event-histogram?buckets=0',
    '/event-histogram?buckets=201',
    '/event-histogram?buckets=1.5',
    '/event-histogram?buckets=Infinity',
    '/event-histogram?buckets=many',
    '/event-histogram?until=2026-13-45',
    '/event-histogram?kind=container.exploded',
    '/event-histogram?proxyId=',
    '/event-histogram?cursor=x',
  ])('refuse %s and name what is wrong', async path => {
    const { status, body } = await get(path);
    const [name, value] = path.split('?')[1].split('=');
    const { error } = JSON.parse(body);
    expect({ path, status, name: error.name }).toEqual({
      path,
      status: 400,
      name: 'InputError',
    });
    expect(error.message).toContain(name);
    // Parameters that do not exist have no value that could be wrong.
    const shown = ['limit', 'cursor'].includes(name)
      ? ''
      : JSON.stringify(decodeURIComponent(value)).slice(1, -1);
    expect(error.message).toContain(shown);
    expect(events.asked).toEqual([]);
  });
});

/** As RFC 4180 has it, and strictly so. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) {
      throw new Error(`No CSV: ${JSON.stringify(text.slice(0, 200))}`);
    }
    const [, quoted, plain, end] = match;
    rows[rows.length - 1].push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n' && field.lastIndex < text.length) {
      rows.push([]);
    }
  }
  return rows;
}
