import { InputError } from '@backstage/errors';
import { ContainersQuery } from 'backstage-plugin-docker-watcher-common';
import { operations } from '../schema/openapi.generated';

type Parameters = NonNullable<
  operations['ListContainers']['parameters']['query']
>;

/** The validated parameters of a list as a query. */
export function parseContainersQuery(parameters: Parameters): ContainersQuery {
  const { orderField, ...filters } = parameters;
  // The validator takes infinity for an integer and then compares it with nothing.
  if (filters.limit === Infinity || filters.limit === -Infinity) {
    throw new InputError(
      `Parameter limit must be from 1 to 500, got ${filters.limit}`,
    );
  }
  return { ...filters, ...(orderField && { order: parseOrder(orderField) }) };
}

/** The pattern in the OpenAPI document admits these fields and directions only. */
function parseOrder(text: string): ContainersQuery['order'] {
  const [field, direction = 'asc'] = text.split(',');
  return { field, direction } as ContainersQuery['order'];
}
