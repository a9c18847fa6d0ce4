import { Knex } from 'knex';
import {
  ContainerCondition,
  OwnerCondition,
} from '../../inventory/ContainerFilter';
import { EventCondition } from '../../inventory/VisibleEvents';
import { indexedLabelText } from '../indexedLabelText';
import {
  CONTAINER_CLAIMS_TABLE,
  CONTAINER_LABELS_TABLE,
  ENTITY_OWNERS_TABLE,
} from '../tables';
import { unknownCondition, whereConditions } from './whereConditions';

/** Adds a filter as one condition on the events, which the query calls `e`. */
export function whereEventCondition(
  query: Knex.QueryBuilder,
  filter: EventCondition,
): void {
  whereConditions({ query, filter, whereLeaf: whereCondition });
}

function whereCondition(
  query: Knex.QueryBuilder,
  condition: ContainerCondition,
): void {
  switch (condition.condition) {
    case 'owner':
      whereOwner(query, condition);
      return;
    case 'host':
      // An event need not have a host, and NULL is in no list, nor out of it.
      query.where(on =>
        on.whereNotNull('e.host').whereIn('e.host', condition.hosts),
      );
      return;
    case 'label':
      query.whereExists(labels => {
        labels
          .from(`${CONTAINER_LABELS_TABLE} as l`)
          .whereRaw('l.host = e.host and l.id = e.container_id')
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

/** An event has the entity that could be trusted when it was appended. */
function whereOwner(
  query: Knex.QueryBuilder,
  { ownerRefs, by = 'trusted' }: OwnerCondition,
): void {
  query.where(either => {
    either.whereExists(owners =>
      owners
        .from(`${ENTITY_OWNERS_TABLE} as o`)
        .whereRaw('o.entity_ref = e.entity_ref')
        .whereIn('o.owner_ref', ownerRefs),
    );
    if (by === 'any-claim') {
      either.orWhereExists(owners =>
        owners
          .from(`${CONTAINER_CLAIMS_TABLE} as k`)
          .join(`${ENTITY_OWNERS_TABLE} as o`, 'o.entity_ref', 'k.entity_ref')
          .whereRaw('k.host = e.host and k.id = e.container_id')
          .whereIn('o.owner_ref', ownerRefs),
      );
    }
  });
}
