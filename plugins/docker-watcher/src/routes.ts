import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/**
 * The plugin's page.
 * @public
 */
export const rootRouteRef = createRouteRef();

/**
 * The list of containers.
 * @public
 */
export const containersRouteRef = createRouteRef();

/**
 * One container, by the name of its host and its full id.
 * @public
 */
export const containerRouteRef = createSubRouteRef({
  parent: containersRouteRef,
  path: '/:host/:id',
});

/**
 * What happened: the log of events.
 * @public
 */
export const eventsRouteRef = createRouteRef();

/**
 * The containers that may go.
 * @public
 */
export const staleRouteRef = createRouteRef();

/**
 * The list of hosts.
 * @public
 */
export const hostsRouteRef = createRouteRef();

/**
 * The settings.
 * @public
 */
export const settingsRouteRef = createRouteRef();

/**
 * The tab of an entity, from a page of that entity.
 * @public
 */
export const entityContainersRouteRef = createRouteRef();
