export { ClaimButton } from './ClaimButton';
export { ClaimHelp } from './ClaimHelp';
