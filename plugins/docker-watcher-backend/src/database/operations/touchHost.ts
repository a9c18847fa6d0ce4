import { Knex } from 'knex';
import { HeldLease } from '../../lib/Lease';
import { HOSTS_TABLE, HostRow, LEASES_TABLE } from '../tables';

/**
 * Notes a sync that found nothing new: one statement, one column.
 *
 * @returns false unless the host stands at this revision and is connected, and the
 * lease, if one is given, is still its holder's
 */
export async function touchHost(options: {
  knex: Knex;
  host: string;
  revision: number;
  syncedAt: number;
  lease?: HeldLease;
}): Promise<boolean> {
  const { knex, host, revision, syncedAt, lease } = options;
  const query = knex<HostRow>(HOSTS_TABLE).where({
    name: host,
    revision,
    state: 'connected',
  });
  if (lease) {
    const { name, holder, fence } = lease;
    query.whereExists(
      knex(LEASES_TABLE).select('name').where({ name, holder, fence }),
    );
  }
  const updated = await query.update({ last_sync_at: syncedAt });
  return updated > 0;
}
