export { AppDockerActivity } from './AppDockerActivity';
export { DockerActivity } from './DockerActivity';
export { LegacyDockerActivity } from './LegacyDockerActivity';
