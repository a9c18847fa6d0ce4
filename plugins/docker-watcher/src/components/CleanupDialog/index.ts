export { CleanupDialog } from './CleanupDialog';
