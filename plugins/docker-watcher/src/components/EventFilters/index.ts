export { EventFilters } from './EventFilters';
export { useRangeName } from './useRangeName';
