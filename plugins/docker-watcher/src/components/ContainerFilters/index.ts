export { ContainerFilters } from './ContainerFilters';
export { DebouncedTextField } from './DebouncedTextField';
export { MultiSelect } from './MultiSelect';
