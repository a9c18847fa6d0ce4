export * from './DockerWatcherApi';
export * from './DockerWatcherClient';
