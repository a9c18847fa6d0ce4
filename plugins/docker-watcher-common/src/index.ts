/**
 * Types, permissions, identifiers and API client shared by the docker-watcher plugins.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './client';
export * from './identifiers';
export * from './judgeContainerAction';
export * from './permissions';
export * from './signals';
export * from './types';
