export { ContainerTimeline } from './ContainerTimeline';
export { EntityTimeline } from './EntityTimeline';
