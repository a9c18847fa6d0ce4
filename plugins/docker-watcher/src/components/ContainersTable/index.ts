export { ContainersTable } from './ContainersTable';
