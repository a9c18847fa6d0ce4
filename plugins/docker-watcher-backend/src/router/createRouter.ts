import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from '../schema/openApiDocument.generated';
import { ContainerActionsService } from '../services/ContainerActionsService';
import { EntityClaimsService } from '../services/EntityClaimsService';
import { EventsService } from '../services/EventsService';
import { InventoryService } from '../services/InventoryService';
import { SettingsService } from '../services/SettingsService';
import { StaleService } from '../services/StaleService';
import { Endpoints } from './Endpoints';
import { EventStreamResponse } from './EventStreamResponse';
import { audited } from './audited';
import { nameWrongBody, readJsonBody } from './bodyChecks';
import { parseContainersQuery } from './parseContainersQuery';
import { parseStaleQuery } from './parseStaleQuery';
import { parseEventStreamQuery } from './parseEventStreamQuery';
import {
  parseEventsQuery,
  parseExportQuery,
  parseHistogramQuery,
} from './parseEventsQuery';
import {
  dropEmptyEventId,
  nameWrongValue,
  refuseUnknown,
  requirePlainParameters,
  validateHeadAsGet,
} from './requestChecks';
import { sendEventExport } from './sendEventExport';
import { signalOfClose } from './signalOfClose';

/** The validated router's own answer calls itself OpenAPI 3.0.3, which it is not. */
const describeApi: RequestHandler = (req, res) => {
  res.json({ ...openApiDocument, servers: [{ url: req.baseUrl }] });
};

/**
 * The HTTP API. What a request may look like is said by the OpenAPI document, and a
 * request that says anything else ends with 400 before it gets to a handler.
 */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  inventory: InventoryService;
  actions: ContainerActionsService;
  entityClaims: EntityClaimsService;
  stale: StaleService;
  events: EventsService;
  settings: SettingsService;
  auditor: AuditorService;
}): Router {
  const { httpAuth, inventory, actions, events, settings, auditor } = options;
  const { entityClaims, stale } = options;
  // Without `allow`, callers that are nobody would pass.
  const credentialsOf = (req: Request<any, any, any, any>) =>
    httpAuth.credentials(req, { allow: ['user', 'service'] });

  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<Endpoints>(
      openApiDocument,
      {
        middleware: [
          validateHeadAsGet,
          requirePlainParameters,
          dropEmptyEventId,
        ],
      },
    );

  router.get('/summary', async (req, res) => {
    const credentials = await credentialsOf(req);
    res.json(await inventory.getSummary({ credentials }));
  });

  router.get('/hosts', async (req, res) => {
    const credentials = await credentialsOf(req);
    res.json(await inventory.listHosts({ credentials }));
  });

  router.get('/hosts/:host', async (req, res) => {
    const credentials = await credentialsOf(req);
    res.json(await inventory.getHost(req.params.host, { credentials }));
  });

  router.get('/containers', async (req, res) => {
    const credentials = await credentialsOf(req);
    const query = parseContainersQuery(req.query);
    res.json(await inventory.listContainers(query, { credentials }));
  });

  router.get('/containers/:host/:id', async (req, res) => {
    const credentials = await credentialsOf(req);
    const { host, id } = req.params;
    res.json(await inventory.getContainer({ host, id }, { credentials }));
  });

  router.post('/containers/:host/:id/start', async (req, res) => {
    const caller = { credentials: await credentialsOf(req), request: req };
    const call = { action: 'start', ...req.params, ...req.body } as const;
    res.status(202).json((await actions.perform(call, caller)).answer);
  });

  router.post('/containers/:host/:id/stop', async (req, res) => {
    const caller = { credentials: await credentialsOf(req), request: req };
    const call = { action: 'stop', ...req.params, ...req.body } as const;
    res.status(202).json((await actions.perform(call, caller)).answer);
  });

  router.post('/containers/:host/:id/restart', async (req, res) => {
    const caller = { credentials: await credentialsOf(req), request: req };
    const call = { action: 'restart', ...req.params, ...req.body } as const;
    res.status(202).json((await actions.perform(call, caller)).answer);
  });

  router.delete('/containers/:host/:id', async (req, res) => {
    const caller = { credentials: await credentialsOf(req), request: req };
    const call = { action: 'remove', ...req.params, ...req.query } as const;
    res.status(202).json((await actions.perform(call, caller)).answer);
  });

  router.get('/stale', async (req, res) => {
    const credentials = await credentialsOf(req);
    const query = parseStaleQuery(req.query);
    res.json(await stale.listStale(query, { credentials }));
  });

  router.post('/stale/cleanup', async (req, res) => {
    const caller = { credentials: await credentialsOf(req), request: req };
    res.json(await stale.cleanUp(req.body, caller));
  });

  router.post('/stale/:host/:id/snooze', async (req, res) => {
    const caller = { credentials: await credentialsOf(req), request: req };
    res.json(await stale.snooze(req.params, req.body, caller));
  });

  router.delete('/stale/:host/:id/snooze', async (req, res) => {
    const caller = { credentials: await credentialsOf(req), request: req };
    await stale.endSnooze(req.params, caller);
    res.status(204).end();
  });

  router.get('/entity-claims', async (req, res) => {
    const credentials = await credentialsOf(req);
    const { entityRef } = req.query;
    res.json(await entityClaims.getEntityClaims(entityRef, { credentials }));
  });

  router.get('/events', async (req, res) => {
    const credentials = await credentialsOf(req);
    const query = parseEventsQuery(req.query);
    res.json(await events.listEvents(query, { credentials }));
  });

  router.get('/events/:id', async (req, res) => {
    const credentials = await credentialsOf(req);
    res.json(await events.getEvent(req.params.id, { credentials }));
  });

  router.get('/event-stream', async (req, res) => {
    const credentials = await credentialsOf(req);
    const query = parseEventStreamQuery(req);
    const sink = EventStreamResponse.create(res);
    await events.streamEvents(query, { credentials, sink });
  });

  router.get('/event-histogram', async (req, res) => {
    const credentials = await credentialsOf(req);
    const query = parseHistogramQuery(req.query);
    const signal = signalOfClose(res);
    res.json(await events.getHistogram(query, { credentials, signal }));
  });

  router.get('/event-export', async (req, res) => {
    const credentials = await credentialsOf(req);
    const { format = 'ndjson', ...filter } = parseExportQuery(req.query);
    await sendEventExport({
      res,
      format,
      open: signal => events.exportEvents(filter, { credentials, signal }),
    });
  });

  router.get('/settings', async (req, res) => {
    const credentials = await credentialsOf(req);
    res.json(await settings.getSettings({ credentials }));
  });

  router.put('/settings', async (req, res) => {
    const credentials = await credentialsOf(req);
    const update = req.body;
    const updated = await audited(auditor, {
      eventId: 'settings-update',
      severityLevel: 'medium',
      request: req,
      meta: update,
      run: () => settings.updateSettings(update, { credentials }),
      metaOf: ({ version }) => ({ newVersion: version }),
    });
    res.json(updated);
  });

  return PromiseRouter()
    .get('/openapi.json', describeApi)
    .use(readJsonBody)
    .use(router)
    .use(refuseUnknown)
    .use(nameWrongValue)
    .use(nameWrongBody);
}
