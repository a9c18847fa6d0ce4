export { EndSnoozeButton } from './EndSnoozeButton';
export { SnoozeDialog } from './SnoozeDialog';
