export { SummaryStrip } from './SummaryStrip';
export { CountList } from './CountList';
