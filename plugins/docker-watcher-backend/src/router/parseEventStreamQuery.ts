import { EventStreamQuery } from 'backstage-plugin-docker-watcher-common';
import { IncomingHttpHeaders } from 'node:http';
import { operations } from '../schema/openapi.generated';

type Parameters = NonNullable<
  operations['StreamEvents']['parameters']['query']
>;

/**
 * The validated parameters of a stream as a query. A browser that connects again sends
 * the parameters of the first time, and the header with the place it has got to.
 */
export function parseEventStreamQuery(request: {
  query: Parameters;
  headers: IncomingHttpHeaders;
}): EventStreamQuery {
  const { after, ...filters } = request.query;
  const last = request.headers['last-event-id'];
  return { ...filters, after: typeof last === 'string' ? last : after };
}
