export { ContainersRoutes } from './ContainersRoutes';
export { ContainersTab } from './ContainersTab';
