import { Knex } from 'knex';
import { isPostgres } from '../dialect';
import { EVENTS_TABLE } from '../tables';
import { EventLead } from './EventLead';

/** Ids between these, without themselves. */
export interface EventIdRange {
  after?: string;
  before?: string;
}

/** Ids are given from 1 on, and none is greater. */
const BEFORE_ALL = '0';
const AFTER_ALL = '9223372036854775807';
/** Sorting so many ids of several reads costs less than PostgreSQL's doubts may. */
const MOST_SORTED = 50_000;

/**
 * The ids that a lead leads to, in order. Both databases read this along the index on
 * the lead and the id, and stop at the limit; of several values each has a sorted read
 * of its own.
 *
 * @remarks PostgreSQL takes a value for spread evenly over the log, and then prefers to
 * walk the log and look for it, through all of it when the value has not come up for
 * long. So it is asked for a range of pairs of value and id, in the order of the pairs,
 * which nothing but that index has.
 */
export function selectEventIds(options: {
  knex: Knex;
  lead?: EventLead;
  range: EventIdRange;
  order: 'asc' | 'desc';
  limit: number;
}): Knex.QueryBuilder {
  const { knex, lead, range, order, limit } = options;
  const all = () =>
    knex(`${EVENTS_TABLE} as e`).select('e.id') as Knex.QueryBuilder;
  const inOrder = (query: Knex.QueryBuilder) =>
    query.orderBy('e.id', order).limit(limit);
  if (!lead) {
    return inOrder(whereBetween(all(), range));
  }
  const { column, values } = lead;
  if (values.length === 0) {
    return inOrder(all().whereRaw('1 = 0'));
  }
  const along = (value: string) =>
    whereBetween(all(), range).where(column, value);
  const alongPairs = (value: string) => {
    const { after = BEFORE_ALL, before = AFTER_ALL } = range;
    return all()
      .whereRaw(`(??, e.id) > (?, ?::bigint)`, [column, value, after])
      .whereRaw(`(??, e.id) < (?, ?::bigint)`, [column, value, before])
      .orderBy([
        { column, order },
        { column: 'e.id', order },
      ])
      .limit(limit);
  };
  if (values.length === 1) {
    return isPostgres(knex) ? alongPairs(values[0]) : inOrder(along(values[0]));
  }
  const parts = values.map(value => {
    if (!isPostgres(knex)) {
      // It sorts each part for the merge by itself, and would twice if told to.
      return along(value);
    }
    const part =
      values.length * limit > MOST_SORTED
        ? inOrder(along(value))
        : alongPairs(value);
    return knex.select('id').from(part.as('part')) as Knex.QueryBuilder;
  });
  const [first, ...others] = parts;
  return first.unionAll(others).orderBy('id', order).limit(limit);
}

function whereBetween(
  query: Knex.QueryBuilder,
  { after, before }: EventIdRange,
): Knex.QueryBuilder {
  if (after !== undefined) {
    query.where('e.id', '>', after);
  }
  if (before !== undefined) {
    query.where('e.id', '<', before);
  }
  return query;
}
