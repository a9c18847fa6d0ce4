export { StalePage } from './StalePage';
