/**
 * The same pages for apps of Backstage's old frontend system.
 *
 * @packageDocumentation
 */
export {
  DockerActivityCard,
  DockerWatcherPage,
  EntityDockerWatcherCard,
  EntityDockerWatcherContent,
  dockerWatcherLegacyPlugin,
} from './legacyPlugin';
export { isDockerWatcherAvailable } from './model/isDockerWatcherAvailable';
export { dockerWatcherApiRef } from './api';
export { dockerWatcherTranslationRef } from './translation';
