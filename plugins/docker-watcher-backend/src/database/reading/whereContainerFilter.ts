import { Knex } from 'knex';
import {
  ContainerCondition,
  ContainerFilter,
} from '../../inventory/ContainerFilter';
import { indexedLabelText } from '../indexedLabelText';
import { CONTAINER_LABELS_TABLE, ENTITY_OWNERS_TABLE } from '../tables';

/**
 * Adds a filter as one condition on the containers, which the query calls `c`. Each
 * leaf is true or false and never NULL, or its negation would lose rows. What it
 * means is defined by `matchesContainerFilter`.
 */
export function whereContainerFilter(
  query: Knex.QueryBuilder,
  filter: ContainerFilter,
): void {
  if ('allOf' in filter || 'anyOf' in filter) {
    const parts = 'allOf' in filter ? filter.allOf : filter.anyOf;
    if (parts.length === 0) {
      query.whereRaw('1 = 0');
      return;
    }
    query.where(all => {
      for (const part of parts) {
        const add = (one: Knex.QueryBuilder) => whereContainerFilter(one, part);
        if ('allOf' in filter) {
          all.where(add);
        } else {
          all.orWhere(add);
        }
      }
    });
  } else if ('not' in filter) {
    query.whereNot(negated => whereContainerFilter(negated, filter.not));
  } else {
    whereCondition(query, filter);
  }
}

function whereCondition(
  query: Knex.QueryBuilder,
  condition: ContainerCondition,
): void {
  switch (condition.condition) {
    case 'owner':
      query.whereExists(owners =>
        owners
          .from(`${ENTITY_OWNERS_TABLE} as o`)
          .whereRaw('o.entity_ref = c.entity_ref')
          .whereIn('o.owner_ref', condition.ownerRefs),
      );
      return;
    case 'host':
      query.whereIn('c.host', condition.hosts);
      return;
    case 'label':
      query.whereExists(labels => {
        labels
          .from(`${CONTAINER_LABELS_TABLE} as l`)
          .whereRaw('l.host = c.host and l.id = c.id')
          .where('l.label_key', indexedLabelText(condition.key));
        if (condition.value !== undefined) {
          labels.where('l.label_value', indexedLabelText(condition.value));
        }
      });
      return;
    default:
      unknownCondition(condition);
  }
}

function unknownCondition(condition: never): never {
  throw new TypeError(`Unknown condition ${JSON.stringify(condition)}`);
}
