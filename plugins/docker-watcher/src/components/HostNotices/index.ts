export { HostNotices } from './HostNotices';
