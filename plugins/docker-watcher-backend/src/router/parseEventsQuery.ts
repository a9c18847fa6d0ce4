import {
  EventExportQuery,
  EventHistogramQuery,
  EventsQuery,
} from 'backstage-plugin-docker-watcher-common';
import { operations } from '../schema/openapi.generated';
import { requireFinite } from './requestChecks';

type Parameters<Operation extends keyof operations> = NonNullable<
  operations[Operation]['parameters']['query']
>;

/** The validated parameters of a list as a query. */
export function parseEventsQuery(
  parameters: Parameters<'ListEvents'>,
): EventsQuery {
  requireFinite('limit', parameters.limit, 500);
  return { ...parameters };
}

export function parseHistogramQuery(
  parameters: Parameters<'GetEventHistogram'>,
): EventHistogramQuery {
  requireFinite('buckets', parameters.buckets, 200);
  return { ...parameters };
}

export function parseExportQuery(
  parameters: Parameters<'ExportEvents'>,
): EventExportQuery {
  return { ...parameters };
}
