export * from './builders';
export * from './FakeDockerWatcherApi';
