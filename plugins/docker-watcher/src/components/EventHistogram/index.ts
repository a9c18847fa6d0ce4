export { EventHistogram } from './EventHistogram';
