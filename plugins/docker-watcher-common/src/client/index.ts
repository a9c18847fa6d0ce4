export * from './DockerWatcherApi';
