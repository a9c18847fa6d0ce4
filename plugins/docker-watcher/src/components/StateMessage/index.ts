export { FailureAlert } from './FailureAlert';
export { NotAllowedMessage } from './NotAllowedMessage';
export { StaleAlert } from './StaleAlert';
export { StateMessage } from './StateMessage';
