/**
 * Interfaces and extension points for modules of the docker-watcher backend plugin.
 *
 * @packageDocumentation
 */
export * from './ContainerEngine';
export * from './hosts';
export * from './StaleRule';
