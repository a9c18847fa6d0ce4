import { Knex } from 'knex';
import { FilterableEvent } from '../../inventory/matchesContainerFilter';
import {
  CONTAINERS_TABLE,
  CONTAINER_CLAIMS_TABLE,
  ContainerClaimRow,
  ENTITY_OWNERS_TABLE,
  EVENTS_TABLE,
  EntityOwnerRow,
  ListedColumn,
} from '../tables';

/** What conditions on events look at, by id; those not known are left out. */
export async function findFilterableEvents(options: {
  knex: Knex;
  ids: string[];
}): Promise<Map<string, FilterableEvent>> {
  const { knex, ids } = options;
  const rows: {
    id: string | number;
    host: string | null;
    container_id: string | null;
    entity_ref: string | null;
    listed: string | null;
  }[] = await knex(`${EVENTS_TABLE} as e`)
    .leftJoin(`${CONTAINERS_TABLE} as c`, join =>
      join.on('c.host', 'e.host').on('c.id', 'e.container_id'),
    )
    .whereIn('e.id', ids)
    .select('e.id', 'e.host', 'e.container_id', 'e.entity_ref', 'c.listed');
  const claims = await knex<ContainerClaimRow>(CONTAINER_CLAIMS_TABLE).whereIn(
    'id',
    [...new Set(rows.flatMap(row => row.container_id ?? []))],
  );
  const owners = await knex<EntityOwnerRow>(ENTITY_OWNERS_TABLE).whereIn(
    'entity_ref',
    [...new Set([...rows, ...claims].flatMap(row => row.entity_ref ?? []))],
  );
  const ownersOf = (entityRef: string | null) =>
    owners
      .filter(owner => owner.entity_ref === entityRef)
      .map(owner => owner.owner_ref);
  return new Map(
    rows.map(row => {
      const listed: ListedColumn | undefined =
        row.listed === null ? undefined : JSON.parse(row.listed);
      const trustedOwnerRefs = ownersOf(row.entity_ref);
      const claimants = claims
        .filter(({ host, id }) => host === row.host && id === row.container_id)
        .flatMap(claim => ownersOf(claim.entity_ref));
      return [
        String(row.id),
        {
          host: row.host ?? undefined,
          labels: listed?.labels ?? {},
          trustedOwnerRefs,
          claimantRefs: [...trustedOwnerRefs, ...claimants],
        },
      ];
    }),
  );
}
