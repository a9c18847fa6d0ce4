/**
 * Backstage backend plugin that watches Docker hosts.
 *
 * @packageDocumentation
 */
export {
  createDockerWatcherContainerConditionalDecision,
  createDockerWatcherEventConditionalDecision,
  dockerWatcherContainerConditions,
  dockerWatcherEventConditions,
} from './permissions/conditionExports';
export type {
  DockerWatcherContainerConditions,
  DockerWatcherEventConditions,
} from './permissions/conditionExports';
export { dockerWatcherPlugin as default } from './plugin';
