export { LegacyPage } from './LegacyPage';
export { useLegacyPaths } from './useLegacyPaths';
