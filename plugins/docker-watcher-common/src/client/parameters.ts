import { operations } from '../schema/openapi.generated';
import { ContainersQuery, StaleQuery } from '../types';

type ListContainersParameters = NonNullable<
  operations['ListContainers']['parameters']['query']
>;

type ListStaleParameters = NonNullable<
  operations['ListStale']['parameters']['query']
>;

/** A query as the parameters of the HTTP API. */
export function toListContainersParameters(
  query: ContainersQuery,
): ListContainersParameters {
  const { order, ...filters } = query;
  return {
    ...filters,
    ...(order && { orderField: `${order.field},${order.direction}` }),
  };
}

/** The same for the list of stale containers. */
export function toListStaleParameters(query: StaleQuery): ListStaleParameters {
  const { order, ...filters } = query;
  return {
    ...filters,
    ...(order && { orderField: `${order.field},${order.direction}` }),
  };
}

/**
 * Parameters as a query string: lists with commas, but labels one by one, because
 * their values may contain commas.
 */
export function serializeParameters(
  parameters: Record<string, unknown>,
): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    const values = Array.isArray(value) ? value : [value];
    if (value === undefined || value === '' || values.length === 0) {
      continue;
    }
    const texts = values.map(one => encodeURIComponent(String(one)));
    const words = name === 'label' ? texts : [texts.join(',')];
    parts.push(...words.map(word => `${name}=${word}`));
  }
  return parts.join('&');
}
