import { Knex } from 'knex';
import {
  ContainerCondition,
  ContainerFilter,
} from '../../inventory/ContainerFilter';

/**
 * Adds a filter as one condition. What it means is defined by `matchesContainerFilter`.
 *
 * @param options - `whereLeaf` adds a condition that is true or false and never NULL,
 * or its negation would lose rows.
 */
export function whereConditions(options: {
  query: Knex.QueryBuilder;
  filter: ContainerFilter;
  whereLeaf: (query: Knex.QueryBuilder, leaf: ContainerCondition) => void;
}): void {
  const { query, filter, whereLeaf } = options;
  if ('allOf' in filter || 'anyOf' in filter) {
    const parts = 'allOf' in filter ? filter.allOf : filter.anyOf;
    if (parts.length === 0) {
      query.whereRaw('1 = 0');
      return;
    }
    query.where(all => {
      for (const part of parts) {
        const add = (one: Knex.QueryBuilder) =>
          whereConditions({ query: one, filter: part, whereLeaf });
        if ('allOf' in filter) {
          all.where(add);
        } else {
          all.orWhere(add);
        }
      }
    });
  } else if ('not' in filter) {
    query.whereNot(negated =>
      whereConditions({ query: negated, filter: filter.not, whereLeaf }),
    );
  } else {
    whereLeaf(query, filter);
  }
}

export function unknownCondition(condition: never): never {
  throw new TypeError(`Unknown condition ${JSON.stringify(condition)}`);
}
