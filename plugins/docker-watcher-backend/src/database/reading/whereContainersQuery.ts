import { Knex } from 'knex';
import { ContainerPresence } from 'backstage-plugin-docker-watcher-common';
import { InventoryContainersQuery } from '../../inventory/InventoryReader';
import {
  CONTAINER_CLAIMS_TABLE,
  ENTITY_OWNERS_TABLE,
  SIZES_TABLE,
  STALE_TABLE,
} from '../tables';
import { whereContainerFilter } from './whereContainerFilter';

const DAY_MS = 86_400_000;
const DEFAULT_PRESENCE: ContainerPresence[] = ['present', 'unknown'];

/**
 * Adds the filters of a list of containers. An empty list of values is no filter, but
 * who owns nothing by no reference sees nothing.
 */
export function whereContainersQuery(
  query: Knex.QueryBuilder,
  filters: InventoryContainersQuery,
): void {
  const columns = {
    'c.host': filters.host,
    'c.state': filters.state,
    'c.health': filters.health,
    'c.compose_project': filters.project,
    'c.compose_service': filters.service,
    'c.workload': filters.workload,
    'c.image': filters.image,
  };
  for (const [column, values] of Object.entries(columns)) {
    if (values?.length) {
      query.whereIn(column, values);
    }
  }
  wherePresence(
    query,
    filters.presence?.length ? filters.presence : DEFAULT_PRESENCE,
  );
  if (filters.entityRef?.length) {
    const refs = filters.entityRef.map(ref => ref.toLocaleLowerCase('en-US'));
    query.where(either =>
      either
        .whereIn('c.entity_ref', refs)
        .orWhere(claimed =>
          claimed.whereNull('c.entity_ref').whereIn('c.claimed_ref', refs),
        ),
    );
  }
  if (filters.claimedBy !== undefined) {
    whereClaimedBy(query, filters.claimedBy);
  }
  if (filters.claimed !== undefined) {
    whereClaimed(query, filters.claimed);
  }
  if (filters.ownerRefs) {
    whereContainerFilter(query, {
      condition: 'owner',
      ownerRefs: filters.ownerRefs,
      by: 'any-claim',
    });
  }
  if (filters.ownedBy?.length) {
    whereOwnedBy(
      query,
      filters.ownedBy.map(ref => ref.toLocaleLowerCase('en-US')),
    );
  }
  if (filters.stale !== undefined) {
    whereStale(query, filters.stale);
  }
  if (filters.staleness) {
    whereStaleRow(query, filters.staleness);
  }
  if (filters.minBytes) {
    const { minBytes } = filters;
    query.whereExists(sizes =>
      sizes
        .from(`${SIZES_TABLE} as b`)
        .whereRaw('b.host = c.host and b.id = c.id')
        .whereRaw('b.container_bytes + b.volume_bytes >= ?', [minBytes]),
    );
  }
  if (filters.minDays !== undefined && filters.now !== undefined) {
    query.whereRaw('coalesce(c.last_alive_at, c.created_at) <= ?', [
      filters.now - filters.minDays * DAY_MS,
    ]);
  }
  for (const label of filters.label ?? []) {
    const [key, ...value] = label.split('=');
    whereContainerFilter(query, {
      condition: 'label',
      key,
      value: value.length ? value.join('=') : undefined,
    });
  }
  if (filters.q) {
    whereText(query, filters.q.toLocaleLowerCase('en-US'));
  }
}

function whereOwnedBy(query: Knex.QueryBuilder, ownerRefs: string[]): void {
  query.whereExists(owners =>
    owners
      .from(`${ENTITY_OWNERS_TABLE} as w`)
      .whereRaw('w.entity_ref = coalesce(c.entity_ref, c.claimed_ref)')
      .whereIn('w.owner_ref', ownerRefs),
  );
}

function whereStaleRow(
  query: Knex.QueryBuilder,
  staleness: 'stale' | 'snoozed',
): void {
  query.whereExists(rows => {
    rows
      .from(`${STALE_TABLE} as t`)
      .whereRaw('t.host = c.host and t.id = c.id');
    if (staleness === 'stale') {
      rows.whereNull('t.snoozed_until');
    } else {
      rows.whereNotNull('t.snoozed_until');
    }
  });
}

/** Only containers on hosts that answer are stale. */
function whereStale(query: Knex.QueryBuilder, stale: boolean): void {
  const add = (both: Knex.QueryBuilder) => {
    both.whereRaw("coalesce(h.state, '') = 'connected'");
    whereStaleRow(both, 'stale');
  };
  if (stale) {
    query.where(add);
  } else {
    query.whereNot(add);
  }
}

function whereClaimedBy(query: Knex.QueryBuilder, entityRef: string): void {
  query.where(either =>
    either
      .where('c.entity_ref', entityRef)
      .orWhereExists(claims =>
        claims
          .from(`${CONTAINER_CLAIMS_TABLE} as k`)
          .whereRaw('k.host = c.host and k.id = c.id')
          .where('k.entity_ref', entityRef),
      ),
  );
}

function whereClaimed(query: Knex.QueryBuilder, claimed: boolean): void {
  const add = (either: Knex.QueryBuilder) =>
    either
      .whereNotNull('c.entity_ref')
      .orWhereExists(claims =>
        claims
          .from(`${CONTAINER_CLAIMS_TABLE} as k`)
          .whereRaw('k.host = c.host and k.id = c.id'),
      );
  if (claimed) {
    query.where(add);
  } else {
    query.whereNot(add);
  }
}

function wherePresence(
  query: Knex.QueryBuilder,
  presence: ContainerPresence[],
): void {
  const present = presence.includes('present');
  const unknown = presence.includes('unknown');
  query.where(any => {
    if (presence.includes('missing')) {
      any.whereNotNull('c.removed_at');
    }
    if (present && unknown) {
      any.orWhereNull('c.removed_at');
    } else if (present) {
      any.orWhereRaw("(c.removed_at is null and h.state = 'connected')");
    } else if (unknown) {
      any.orWhereRaw(
        "(c.removed_at is null and (h.state is null or h.state <> 'connected'))",
      );
    }
  });
}

function whereText(query: Knex.QueryBuilder, text: string): void {
  const pattern = text.replace(/[\\%_]/g, '\\$&');
  query.where(any => {
    any.whereRaw("c.search like ? escape '\\'", [`%${pattern}%`]);
    if (/^[0-9a-f]{1,64}$/.test(text)) {
      any.orWhereRaw('c.id like ?', [`${text}%`]);
    }
  });
}
