import { ContainersQuery } from 'backstage-plugin-docker-watcher-common';
import { operations } from '../schema/openapi.generated';
import { requireFinite } from './requestChecks';

type Parameters = NonNullable<
  operations['ListContainers']['parameters']['query']
>;

/** The validated parameters of a list as a query. */
export function parseContainersQuery(parameters: Parameters): ContainersQuery {
  const { orderField, ...filters } = parameters;
  requireFinite('limit', filters.limit, 500);
  return { ...filters, ...(orderField && { order: parseOrder(orderField) }) };
}

/** The pattern in the OpenAPI document admits these fields and directions only. */
function parseOrder(text: string): ContainersQuery['order'] {
  const [field, direction = 'asc'] = text.split(',');
  return { field, direction } as ContainersQuery['order'];
}
