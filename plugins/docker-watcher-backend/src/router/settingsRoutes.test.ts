import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  Settings,
  SettingsUpdate,
} from 'backstage-plugin-docker-watcher-common';
import express from 'express';
import request from 'supertest';
import { EventsService } from '../services/EventsService';
import { EntityClaimsService } from '../services/EntityClaimsService';
import { InventoryService } from '../services/InventoryService';
import { SettingsCallOptions } from '../services/SettingsService';
import { StaleService } from '../services/StaleService';
import { createRouter } from './createRouter';

const values = {
  eventLog: { retentionDays: { info: 30, warn: 30, error: 90 } },
  stale: { thresholdDays: 7 },
};
const settings: Settings = {
  version: 3,
  values,
  overrides: {},
  defaults: values,
};

describe('the routes of the settings', () => {
  let app: express.Express;
  let calls: unknown[][];
  let audit: unknown[][];
  let failure: Error | undefined;

  beforeEach(() => {
    calls = [];
    audit = [];
    failure = undefined;
    const answer = (...call: unknown[]) => {
      calls.push(call);
      if (failure) {
        throw failure;
      }
      return settings;
    };
    const router = createRouter({
      // Nothing here gets that far.
      inventory: {} as Partial<InventoryService> as InventoryService,
      events: {} as Partial<EventsService> as EventsService,
      stale: {} as Partial<StaleService> as StaleService,
      entityClaims: {} as Partial<EntityClaimsService> as EntityClaimsService,
      actions: {
        perform: async () => {
          throw new Error('Nothing is done to containers here');
        },
      },
      settings: {
        getSettings: async (options: SettingsCallOptions) =>
          answer('get', options.credentials.principal),
        updateSettings: async (
          update: SettingsUpdate,
          options: SettingsCallOptions,
        ) => answer('update', update, options.credentials.principal),
      },
      auditor: mockServices.auditor.mock({
        createEvent: async ({ request: req, ...event }) => {
          audit.push(['attempt', req?.method, event]);
          return {
            success: async outcome => void audit.push(['success', outcome]),
            fail: async ({ error }) => void audit.push(['fail', error.message]),
          };
        },
      }),
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.none(),
      }),
    });
    app = express().use('/api/docker-watcher', router).use(mockErrorHandler());
  });

  const get = (authorization = mockCredentials.user.header()) =>
    request(app)
      .get('/api/docker-watcher/settings')
      .set('authorization', authorization);
  const put = (
    body: string | object,
    options: { type?: string; authorization?: string } = {},
  ) =>
    request(app)
      .put('/api/docker-watcher/settings')
      .set('content-type', options.type ?? 'application/json')
      .set(
        'authorization',
        options.authorization ?? mockCredentials.user.header(),
      )
      .send(typeof body === 'string' ? body : JSON.stringify(body));

  it('ask the service as the caller, and pass its answer on', async () => {
    const update = { version: 3, overrides: { stale: { thresholdDays: 9 } } };
    expect((await get()).body).toEqual(settings);
    expect((await get(mockCredentials.service.header())).status).toBe(200);
    expect((await put(update)).body).toEqual(settings);
    expect(calls).toEqual([
      ['get', mockCredentials.user().principal],
      ['get', mockCredentials.service().principal],
      ['update', update, mockCredentials.user().principal],
    ]);
    expect(audit).toEqual([
      [
        'attempt',
        'PUT',
        { eventId: 'settings-update', severityLevel: 'medium', meta: update },
      ],
      ['success', { meta: { newVersion: 3 } }],
    ]);
  });

  it.each([
    [new NotAllowedError('Missing permission'), 403],
    [new ConflictError('At version 4'), 409],
    [new Error('The database is away'), 500],
  ])('pass on %s, and tell the auditor', async (error, status) => {
    failure = error;
    const response = await put({ version: 3, overrides: {} });
    expect(response.status).toBe(status);
    expect(response.body.error.message).toBe(error.message);
    expect(audit).toEqual([
      ['attempt', 'PUT', expect.anything()],
      ['fail', error.message],
    ]);
  });

  it('are closed to callers that are nobody', async () => {
    for (const authorization of [
      mockCredentials.none.header(),
      mockCredentials.user.invalidHeader(),
      mockCredentials.service.invalidHeader(),
    ]) {
      expect((await get(authorization)).status).toBe(401);
      const update = { version: 0, overrides: {} };
      expect((await put(update, { authorization })).status).toBe(401);
    }
    expect(calls).toEqual([]);
    expect(audit).toEqual([]);
  });

  const days = (thresholdDays: string) =>
    `{"version":0,"overrides":{"stale":{"thresholdDays":${thresholdDays}}}}`;
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  it.each([
    [days('0'), 'Field overrides.stale.thresholdDays must be >= 1, got 0'],
    [days('3651'), 'stale.thresholdDays must be <= 3650, got 3651'],
    [days('1.5'), 'stale.thresholdDays must be integer, got 1.5'],
    [days('1e999'), 'stale.thresholdDays must be integer, got "Infinity"'],
    [days('"7"'), 'stale.thresholdDays must be integer, got "7"'],
    [days('null'), 'stale.thresholdDays must be integer, got null'],
    [days('[7]'), 'stale.thresholdDays must be integer, got [7]'],
    [days(deep(20_000)), 'must be integer, got something too deep to show'],
    [
      '{"version":0,"overrides":{"eventLog":{"retentionDays":{"warn":-1}}}}',
      'Field overrides.eventLog.retentionDays.warn must be >= 1, got -1',
    ],
    [
      '{"version":0,"overrides":{"stale":{"days":7}}}',
      'Field overrides.stale.days is unknown; known here: thresholdDays',
    ],
    [
      '{"version":0,"overrides":{"a/b~c":1}}',
      'Field overrides.a/b~c is unknown; known here: eventLog, stale',
    ],
    [
      '{"version":0,"overrides":{},"__proto__":{}}',
      'Field __proto__ is unknown; known here: version, overrides',
    ],
    [
      `{"version":0,"overrides":{"${'x'.repeat(5_000)}":1}}`,
      `Field overrides.${'x'.repeat(90)}… is unknown`,
    ],
    ['{"version":0,"overrides":[]}', 'Field overrides must be object, got []'],
    [
      '{"version":0,"overrides":null}',
      'Field overrides must be object, got null',
    ],
    ['{"version":-1,"overrides":{}}', 'Field version must be >= 0, got -1'],
    [
      '{"version":"0","overrides":{}}',
      'Field version must be integer, got "0"',
    ],
    [
      '{"overrides":{}}',
      `The body must have required property 'version', got {"overrides":{}}`,
    ],
    ['{"version":0}', `must have required property 'overrides'`],
    ['[]', 'The body must be object, got []'],
    ['', `The body must have required property 'version', got {}`],
    ['null', 'The body is no JSON object: '],
    ['7', 'The body is no JSON object: '],
    ['{"version":0', 'The body is no JSON object: '],
  ])('refuse the body %.60s', async (body, message) => {
    const response = await put(body);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    expect(response.status).toBe(400);
    expect(response.body.error.message.length).toBeLessThan(300);
    expect(calls).toEqual([]);
    expect(audit).toEqual([]);
  });

  it('refuse bodies that are too large, or no JSON by their own word', async () => {
    const large = await put(
      `{"version":0,"overrides":"${'x'.repeat(200_000)}"}`,
    );
    expect(large.status).toBe(413);
    expect(large.body.error.message).toBe(
      'The body must not be larger than 100kb',
    );
    const text = await put('{"version":0,"overrides":{}}', {
      type: 'text/plain',
    });
    expect(text.status).toBe(400);
    expect(text.body.error.message).toBe(
      'The body must be application/json, got "text/plain"',
    );
    const charset = await put('{}', { type: 'application/json; charset=x' });
    expect(charset.status).toBe(415);
    expect(calls).toEqual([]);
  });
});
