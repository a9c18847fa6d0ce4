import { HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from '../schema/openApiDocument.generated';
import { EventsService } from '../services/EventsService';
import { InventoryService } from '../services/InventoryService';
import { Endpoints } from './Endpoints';
import { parseContainersQuery } from './parseContainersQuery';
import { parseEventsQuery } from './parseEventsQuery';
import {
  nameWrongValue,
  requirePlainParameters,
  validateHeadAsGet,
} from './requestChecks';

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
  events: EventsService;
}): Router {
  const { httpAuth, inventory, events } = options;
  // Without `allow`, callers that are nobody would pass.
  const credentialsOf = (req: Request<any, any, any, any>) =>
    httpAuth.credentials(req, { allow: ['user', 'service'] });

  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<Endpoints>(
      openApiDocument,
      { middleware: [validateHeadAsGet, requirePlainParameters] },
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

  router.get('/events', async (req, res) => {
    const credentials = await credentialsOf(req);
    const query = parseEventsQuery(req.query);
    res.json(await events.listEvents(query, { credentials }));
  });

  router.get('/events/:id', async (req, res) => {
    const credentials = await credentialsOf(req);
    res.json(await events.getEvent(req.params.id, { credentials }));
  });

  return PromiseRouter()
    .get('/openapi.json', describeApi)
    .use(router)
    .use(nameWrongValue);
}
