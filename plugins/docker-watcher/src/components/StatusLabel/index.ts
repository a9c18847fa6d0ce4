export { ContainerStateLabel } from './ContainerStateLabel';
export { HealthLabel } from './HealthLabel';
export { HostStateLabel } from './HostStateLabel';
export { StatusLabel } from './StatusLabel';
