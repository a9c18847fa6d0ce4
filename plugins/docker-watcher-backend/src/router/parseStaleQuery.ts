import { StaleQuery } from 'backstage-plugin-docker-watcher-common';
import { operations } from '../schema/openapi.generated';
import { requireFinite } from './requestChecks';

type Parameters = NonNullable<operations['ListStale']['parameters']['query']>;

/** The validated parameters of the list of stale containers as a query. */
export function parseStaleQuery(parameters: Parameters): StaleQuery {
  const { orderField, ...filters } = parameters;
  requireFinite('limit', filters.limit, 500);
  requireFinite('minBytes', filters.minBytes, Number.MAX_SAFE_INTEGER);
  requireFinite('minDays', filters.minDays, 36_500);
  return { ...filters, ...(orderField && { order: parseOrder(orderField) }) };
}

/** The pattern in the OpenAPI document admits these fields and directions only. */
function parseOrder(text: string): StaleQuery['order'] {
  const [field, direction = 'asc'] = text.split(',');
  return { field, direction } as StaleQuery['order'];
}
