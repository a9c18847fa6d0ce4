import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { stringify } from 'csv-stringify/sync';

const COLUMNS = [
  'id',
  'at',
  'occurredAt',
  'severity',
  'source',
  'kind',
  'host',
  'containerId',
  'containerName',
  'workload',
  'proxyId',
  'entityRef',
  'actor',
  'inferred',
  'message',
  'details',
] as const satisfies readonly (keyof WatcherEvent)[];

/**
 * Without it Excel takes UTF-8 for the code page of the system; everything else that
 * reads CSV knows it, or is given the other format.
 */
const BYTE_ORDER_MARK = '\uFEFF';

/** Lines end as RFC 4180 has it; a single CR or LF in a text needs quotes as well. */
const FORM = { record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;

/** The first line of the table. */
export function csvHead(): string {
  return BYTE_ORDER_MARK + stringify([[...COLUMNS]], FORM);
}

/** Events as lines of the table, the details as JSON. */
export function toCsv(events: WatcherEvent[]): string {
  return stringify(
    events.map(event =>
      COLUMNS.map(column =>
        column === 'details'
          ? JSON.stringify(event.details)
          : withoutFormula(String(event[column] ?? '')),
      ),
    ),
    FORM,
  );
}

/**
 * Names and messages come from whoever may start a container, and a spreadsheet would
 * run a text that begins like a formula, also behind spaces or quotes. With an
 * apostrophe before it, it stays text.
 */
function withoutFormula(text: string): string {
  return /^(["'\s]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|[\t\r\n])/.test(text)
    ? `'${text}`
    : text;
}
