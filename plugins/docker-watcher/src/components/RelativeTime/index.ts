export { RelativeTime } from './RelativeTime';
export { StateDuration } from './StateDuration';
export { useDayName } from './useDayName';
export { useRelativeTime } from './useRelativeTime';
