export { StaleBadge } from './StaleBadge';
export { StaleSize } from './StaleSize';
