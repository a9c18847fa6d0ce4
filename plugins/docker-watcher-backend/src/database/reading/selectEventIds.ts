import { Knex } from 'knex';
import { isPostgres } from '../dialect';
import { EVENTS_TABLE } from '../tables';
import { EventLead } from './EventLead';

/** Ids between these, without themselves. */
export interface EventIdRange {
  after?: string;
  before?: string;
}

/**
 * The ids that a lead leads to, in order. Both databases read this along the index and
 * stop at the limit: of several values each has a sorted read of its own, and those are
 * merged as they go.
 */
export function selectEventIds(options: {
  knex: Knex;
  lead?: EventLead;
  range: EventIdRange;
  order: 'asc' | 'desc';
  limit: number;
}): Knex.QueryBuilder {
  const { knex, lead, range, order, limit } = options;
  const along = (value?: string) => {
    const query = knex(`${EVENTS_TABLE} as e`).select(
      'e.id',
    ) as Knex.QueryBuilder;
    if (lead && value !== undefined) {
      query.where(lead.column, value);
    }
    if (range.after !== undefined) {
      query.where('e.id', '>', range.after);
    }
    if (range.before !== undefined) {
      query.where('e.id', '<', range.before);
    }
    return query;
  };
  const inOrder = (query: Knex.QueryBuilder) =>
    query.orderBy('e.id', order).limit(limit);
  if (!lead) {
    return inOrder(along());
  }
  if (lead.values.length === 0) {
    return inOrder(along().whereRaw('1 = 0'));
  }
  if (lead.values.length === 1) {
    return inOrder(along(lead.values[0]));
  }
  // SQLite sorts each part for the merge by itself, and would twice if told to.
  const [first, ...others] = lead.values.map(value =>
    isPostgres(knex)
      ? (knex
          .select('id')
          .from(inOrder(along(value)).as('part')) as Knex.QueryBuilder)
      : along(value),
  );
  return first.unionAll(others).orderBy('id', order).limit(limit);
}
