export { dockerWatcherApiRef } from './dockerWatcherApiRef';
