import { Knex } from 'knex';
import { StoredInventory } from '../../inventory/InventoryStore';
import { toTrackedContainer } from '../containerRows';
import {
  CONTAINERS_TABLE,
  ContainerRow,
  HOSTS_TABLE,
  HostRow,
} from '../tables';

/**
 * A host's present containers with the revision they belong to.
 *
 * @remarks The revision is read first: a commit in between then makes it too old,
 * and whoever starts from it is sent back, rather than the other way round.
 */
export async function loadInventory(options: {
  knex: Knex;
  host: string;
}): Promise<StoredInventory | undefined> {
  const { knex, host } = options;
  const row = await knex<HostRow>(HOSTS_TABLE).where({ name: host }).first();
  if (!row) {
    return undefined;
  }
  const containers = await knex<ContainerRow>(CONTAINERS_TABLE)
    .where({ host })
    .whereNull('removed_at');
  return {
    revision: Number(row.revision ?? 0),
    ...(row.last_sync_at !== null && { lastSyncAt: Number(row.last_sync_at) }),
    ...(row.event_cursor && { cursor: JSON.parse(row.event_cursor) }),
    containers: containers.map(toTrackedContainer),
  };
}
