/**
 * Shows Docker hosts and containers beside the software catalog.
 *
 * @packageDocumentation
 */
export { dockerWatcherPlugin as default } from './plugin';
export { dockerWatcherApiRef } from './api';
export { isDockerWatcherAvailable } from './model/isDockerWatcherAvailable';
export {
  containerRouteRef,
  containersRouteRef,
  entityContainersRouteRef,
  eventsRouteRef,
  hostsRouteRef,
  rootRouteRef,
  settingsRouteRef,
} from './routes';
export { dockerWatcherTranslationRef } from './translation';
