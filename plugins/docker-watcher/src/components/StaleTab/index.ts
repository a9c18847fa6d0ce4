export { StaleTab } from './StaleTab';
