import { EventsQuery } from 'backstage-plugin-docker-watcher-common';
import { operations } from '../schema/openapi.generated';
import { requireFiniteLimit } from './requestChecks';

type Parameters = NonNullable<operations['ListEvents']['parameters']['query']>;

/** The validated parameters of a list as a query. */
export function parseEventsQuery(parameters: Parameters): EventsQuery {
  requireFiniteLimit(parameters.limit);
  return { ...parameters };
}
