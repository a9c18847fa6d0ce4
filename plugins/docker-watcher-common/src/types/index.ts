export * from './Container';
export * from './ContainersQuery';
export * from './EventsQuery';
export * from './Host';
export * from './Page';
export * from './Summary';
export * from './WatcherEvent';
