/**
 * Backstage backend plugin that watches Docker hosts.
 *
 * @packageDocumentation
 */
export {
  createDockerWatcherContainerConditionalDecision,
  dockerWatcherContainerConditions,
} from './permissions/conditionExports';
export type { DockerWatcherContainerConditions } from './permissions/conditionExports';
export { dockerWatcherPlugin as default } from './plugin';
