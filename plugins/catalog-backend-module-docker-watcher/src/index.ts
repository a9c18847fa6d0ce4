/**
 * Puts the hosts and Compose projects that docker-watcher knows into the catalog.
 *
 * @packageDocumentation
 */
export {
  catalogModuleDockerWatcher,
  catalogModuleDockerWatcher as default,
} from './module';
