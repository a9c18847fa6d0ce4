export { TabsByPermission } from './TabsByPermission';
