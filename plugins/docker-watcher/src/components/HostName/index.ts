export { HostName, SimulatedBadge } from './HostName';
