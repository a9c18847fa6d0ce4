import { Knex } from 'knex';
import { EventFilter } from '../../eventLog/EventLogStore';
import { ENTITY_OWNERS_TABLE, EntityOwnerRow } from '../tables';

/** Filters by lists of values; each has an index on its column and the id. */
export const EVENT_COLUMNS = {
  containerId: 'e.container_id',
  proxyId: 'e.proxy_id',
  workload: 'e.workload',
  entityRef: 'e.entity_ref',
  kind: 'e.kind',
  host: 'e.host',
  severity: 'e.severity',
  source: 'e.source',
} as const satisfies Partial<Record<keyof EventFilter, string>>;

export type ListFilter = keyof typeof EVENT_COLUMNS;

/** Those that few events pass, the fewest first, before those that many may. */
const BY_RARITY: ListFilter[] = [
  'containerId',
  'proxyId',
  'workload',
  'entityRef',
  'kind',
  'host',
  'severity',
  'source',
];

/** More indexes than this are not read side by side. */
const MOST_OWNED = 200;

/** The filter along whose index the log is read. */
export interface EventLead {
  column: string;
  /** Each once; events that have any of them. */
  values: string[];
}

/**
 * Chooses the filter to read along; the others are looked at in the rows it leads to.
 *
 * @returns no lead when all of the log has to be read. `isWhole` tells whether the lead
 * and the time range are all there is to the filter.
 */
export async function chooseLead(options: {
  knex: Knex;
  filter: EventFilter;
}): Promise<{ lead?: EventLead; isWhole: boolean }> {
  const { knex, filter } = options;
  const given = BY_RARITY.filter(name => filter[name]);
  const others = (used: number) =>
    given.length > used || Boolean(filter.text || filter.ownerRefs);
  const [first] = given;
  if (first && BY_RARITY.indexOf(first) <= BY_RARITY.indexOf('entityRef')) {
    return { lead: toLead(first, filter[first] ?? []), isWhole: !others(1) };
  }
  const owned = filter.ownerRefs && (await listOwned(knex, filter.ownerRefs));
  if (owned && owned.length <= MOST_OWNED) {
    return {
      lead: toLead('entityRef', owned),
      isWhole: given.length === 0 && !filter.text,
    };
  }
  return first
    ? { lead: toLead(first, filter[first] ?? []), isWhole: !others(1) }
    : { isWhole: !others(0) };
}

function toLead(name: ListFilter, values: string[]): EventLead {
  return { column: EVENT_COLUMNS[name], values: [...new Set(values)] };
}

/** @returns one more than {@link MOST_OWNED} when there are too many. */
async function listOwned(knex: Knex, ownerRefs: string[]): Promise<string[]> {
  return knex<EntityOwnerRow>(ENTITY_OWNERS_TABLE)
    .whereIn('owner_ref', ownerRefs)
    .distinct()
    .limit(MOST_OWNED + 1)
    .pluck('entity_ref');
}
