export { ContainerFilters } from './ContainerFilters';
