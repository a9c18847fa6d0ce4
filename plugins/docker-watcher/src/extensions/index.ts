export { containersSubPage } from './containersSubPage';
export { dockerWatcherApi } from './dockerWatcherApi';
export { dockerActivityWidget } from './dockerActivityWidget';
export { dockerWatcherPage } from './dockerWatcherPage';
export { eventsSubPage } from './eventsSubPage';
export { hostsSubPage } from './hostsSubPage';
export { settingsSubPage } from './settingsSubPage';
