export {
  AppEntityContainers,
  AppEntityContainersCard,
} from './AppEntityContainers';
export {
  LegacyEntityContainers,
  LegacyEntityContainersCard,
} from './LegacyEntityContainers';
