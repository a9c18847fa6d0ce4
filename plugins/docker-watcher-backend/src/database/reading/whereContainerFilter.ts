import { Knex } from 'knex';
import {
  ContainerCondition,
  ContainerFilter,
  OwnerCondition,
} from '../../inventory/ContainerFilter';
import { indexedLabelText } from '../indexedLabelText';
import {
  CONTAINER_CLAIMS_TABLE,
  CONTAINER_LABELS_TABLE,
  ENTITY_OWNERS_TABLE,
} from '../tables';
import { unknownCondition, whereConditions } from './whereConditions';

/** Adds a filter as one condition on the containers, which the query calls `c`. */
export function whereContainerFilter(
  query: Knex.QueryBuilder,
  filter: ContainerFilter,
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

/** A label, which is `c.entity_ref`, overrides every claim by annotation. */
function whereOwner(
  query: Knex.QueryBuilder,
  { ownerRefs, by = 'trusted' }: OwnerCondition,
): void {
  if (by === 'trusted') {
    query.whereExists(owners =>
      owners
        .from(`${ENTITY_OWNERS_TABLE} as o`)
        .whereRaw('o.entity_ref = coalesce(c.entity_ref, c.trusted_ref)')
        .whereIn('o.owner_ref', ownerRefs),
    );
    return;
  }
  query.where(either =>
    either
      .whereExists(owners =>
        owners
          .from(`${ENTITY_OWNERS_TABLE} as o`)
          .whereRaw('o.entity_ref = c.entity_ref')
          .whereIn('o.owner_ref', ownerRefs),
      )
      .orWhere(claimed =>
        claimed
          .whereNull('c.entity_ref')
          .whereExists(owners =>
            owners
              .from(`${CONTAINER_CLAIMS_TABLE} as k`)
              .join(
                `${ENTITY_OWNERS_TABLE} as o`,
                'o.entity_ref',
                'k.entity_ref',
              )
              .whereRaw('k.host = c.host and k.id = c.id')
              .whereIn('o.owner_ref', ownerRefs),
          ),
      ),
  );
}
