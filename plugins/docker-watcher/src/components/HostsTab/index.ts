export { HostsTab } from './HostsTab';
