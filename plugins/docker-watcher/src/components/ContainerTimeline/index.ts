export { ContainerTimeline } from './ContainerTimeline';
