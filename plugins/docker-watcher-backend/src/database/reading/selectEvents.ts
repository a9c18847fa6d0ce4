import { Knex } from 'knex';
import { EventFilter } from '../../eventLog/EventLogStore';
import { VisibleEvents } from '../../inventory/VisibleEvents';
import { isPostgres } from '../dialect';
import { EVENTS_TABLE } from '../tables';
import { EVENT_COLUMNS, ListFilter } from './EventLead';
import { whereEventCondition } from './whereEventCondition';
import { whereVisibleEvents } from './whereVisibleEvents';

/** Events, called `e`, that pass a filter and may be known. */
export function selectEvents(options: {
  knex: Knex;
  filter?: EventFilter;
  visible?: VisibleEvents;
}): Knex.QueryBuilder {
  const { knex, filter = {}, visible } = options;
  const query = knex(`${EVENTS_TABLE} as e`) as Knex.QueryBuilder;
  for (const name of Object.keys(EVENT_COLUMNS) as ListFilter[]) {
    const values = filter[name];
    if (values) {
      query.whereIn(EVENT_COLUMNS[name], values);
    }
  }
  if (filter.since !== undefined) {
    query.where('e.at', '>=', filter.since);
  }
  if (filter.until !== undefined) {
    query.where('e.at', '<', filter.until);
  }
  if (filter.ownerRefs) {
    whereEventCondition(query, {
      condition: 'owner',
      ownerRefs: filter.ownerRefs,
    });
  }
  if (filter.text) {
    whereText(query, { text: filter.text, like: isPostgres(knex) });
  }
  whereVisibleEvents(query, visible);
  return query;
}

/**
 * Letters without accents are found in any case by both databases. SQLite, and
 * PostgreSQL in some languages, do not know the cases of others, so those are looked
 * for as they were given, in lower and in upper case.
 */
function whereText(
  query: Knex.QueryBuilder,
  options: { text: string; like: boolean },
): void {
  const { text } = options;
  const like = options.like ? 'ilike' : 'like';
  const spellings = /^[ -~]*$/.test(text)
    ? [text]
    : [text, text.toLocaleLowerCase('en-US'), text.toLocaleUpperCase('en-US')];
  query.where(any => {
    for (const spelling of new Set(spellings)) {
      const pattern = `%${spelling.replace(/[\\%_]/g, '\\$&')}%`;
      any.orWhereRaw(
        `(e.message ${like} ? escape '\\' or coalesce(e.container_name, '') ${like} ? escape '\\')`,
        [pattern, pattern],
      );
    }
  });
}
