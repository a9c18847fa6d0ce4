export { EventIcon } from './EventIcon';
export { useKindName } from './useKindName';
