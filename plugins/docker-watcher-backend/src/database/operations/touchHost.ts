import { Knex } from 'knex';
import { HOSTS_TABLE, HostRow } from '../tables';

/**
 * Notes a sync that found nothing new: one statement, one column.
 *
 * @returns false unless the host stands at this revision and is connected
 */
export async function touchHost(options: {
  knex: Knex;
  host: string;
  revision: number;
  syncedAt: number;
}): Promise<boolean> {
  const { knex, host, revision, syncedAt } = options;
  const updated = await knex<HostRow>(HOSTS_TABLE)
    .where({ name: host, revision, state: 'connected' })
    .update({ last_sync_at: syncedAt });
  return updated > 0;
}
