export { ContainerDetailPage } from './ContainerDetailPage';
