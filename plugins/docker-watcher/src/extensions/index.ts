export { containersSubPage } from './containersSubPage';
export { dockerWatcherApi } from './dockerWatcherApi';
export { dockerWatcherPage } from './dockerWatcherPage';
export { hostsSubPage } from './hostsSubPage';
export { settingsSubPage } from './settingsSubPage';
