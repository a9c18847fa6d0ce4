export { EventDetail } from './EventDetail';
export { LinkedEvent } from './LinkedEvent';
