export { EventList } from './EventList';
export { LiveStatus } from './LiveStatus';
