export { RelativeTime } from './RelativeTime';
export { StateDuration } from './StateDuration';
export { useRelativeTime } from './useRelativeTime';
