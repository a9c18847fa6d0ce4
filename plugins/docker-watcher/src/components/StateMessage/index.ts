export { FailureAlert } from './FailureAlert';
export { StaleAlert } from './StaleAlert';
export { StateMessage } from './StateMessage';
