export { EventExport } from './EventExport';
export { ExportStatus } from './ExportStatus';
export { useEventExport } from './useEventExport';
