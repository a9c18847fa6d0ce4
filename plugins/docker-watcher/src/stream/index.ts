export * from './EventFeed';
export * from './EventTail';
export * from './Timers';
export * from './collectExport';
export * from './compareIds';
export * from './mergeEvents';
export * from './placeGaps';
