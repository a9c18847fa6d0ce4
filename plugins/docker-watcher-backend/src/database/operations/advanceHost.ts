import { Knex } from 'knex';
import { EventCursor } from '../../inventory/EventCursor';
import { HOSTS_TABLE, HostRow } from '../tables';

/**
 * Notes a sync and goes to the host's next revision.
 *
 * @remarks As the first statement of a commit it also locks the host's row, so that
 * a second writer waits and then finds the revision gone.
 * @returns the new revision, or `undefined` if the host is at another one
 */
export async function advanceHost(options: {
  knex: Knex.Transaction;
  host: string;
  revision: number;
  /** Left out when no list was taken. */
  syncedAt?: number;
  cursor?: EventCursor;
  /** Whether containers change; else the revision stays. */
  containersChange: boolean;
}): Promise<number | undefined> {
  const { knex, host, revision, syncedAt, cursor, containersChange } = options;
  const next = containersChange ? revision + 1 : revision;
  const updated = await knex<HostRow>(HOSTS_TABLE)
    .where({ name: host, revision })
    .update({
      revision: next,
      ...(syncedAt !== undefined && { last_sync_at: syncedAt }),
      ...(cursor && { event_cursor: JSON.stringify(cursor) }),
    });
  return updated > 0 ? next : undefined;
}
