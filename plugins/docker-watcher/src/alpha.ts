/**
 * The same plugin with each of its extensions, for apps that override them.
 *
 * @packageDocumentation
 */
export { dockerWatcherPlugin as default } from './plugin';
export * from './extensions';
