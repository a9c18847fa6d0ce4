export { PortLink } from './PortLink';
export { PortList } from './PortList';
