export { NoHosts } from './NoHosts';
