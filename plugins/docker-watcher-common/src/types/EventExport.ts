import { EventsFilter } from './EventsQuery';

/**
 * Which events are exported, and how they are written.
 * @public
 */
export interface EventExportQuery extends EventsFilter {
  /** `ndjson`: one event as JSON per line. `csv`: a table with a head. Default `ndjson`. */
  format?: 'ndjson' | 'csv';
}
