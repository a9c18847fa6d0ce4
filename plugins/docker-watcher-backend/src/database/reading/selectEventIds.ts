import { Knex } from 'knex';
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
}): Knex.QueryBuilder {
  const { knex, lead, range, order } = options;
  const along = (value?: string) => {
    const query = knex(`${EVENTS_TABLE} as e`).select(
      'e.id',
    ) as Knex.QueryBuilder;
    if (lead) {
      query.where(lead.column, value ?? '');
    }
    if (range.after !== undefined) {
      query.where('e.id', '>', range.after);
    }
    if (range.before !== undefined) {
      query.where('e.id', '<', range.before);
    }
    return query;
  };
  if (!lead) {
    return along().orderBy('e.id', order);
  }
  const [first, ...others] = lead.values.map(along);
  if (!first) {
    return along().whereRaw('1 = 0');
  }
  return others.length === 0
    ? first.orderBy('e.id', order)
    : first.unionAll(others).orderBy('id', order);
}
