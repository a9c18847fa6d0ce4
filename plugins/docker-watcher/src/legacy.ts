/**
 * The same pages for apps of Backstage's old frontend system.
 *
 * @packageDocumentation
 */
export {
  DockerActivityCard,
  DockerWatcherPage,
  dockerWatcherLegacyPlugin,
} from './legacyPlugin';
export { dockerWatcherApiRef } from './api';
export { dockerWatcherTranslationRef } from './translation';
