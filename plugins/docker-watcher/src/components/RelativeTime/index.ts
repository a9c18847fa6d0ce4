export { RelativeTime } from './RelativeTime';
export { useRelativeTime } from './useRelativeTime';
