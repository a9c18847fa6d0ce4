import { Knex } from 'knex';
import { HeldLease } from '../../lib/Lease';
import { isPostgres } from '../dialect';
import { LEASES_TABLE, LeaseRow } from '../tables';

/**
 * Whether a lease is still this holder's. On PostgreSQL its row is locked, so that
 * nobody takes it over before the transaction ends; SQLite has one writer anyway.
 */
export async function isLeaseHeld(
  tx: Knex.Transaction,
  lease: HeldLease,
): Promise<boolean> {
  const query = tx<LeaseRow>(LEASES_TABLE)
    .where({ name: lease.name, holder: lease.holder, fence: lease.fence })
    .select('name');
  const rows = await (isPostgres(tx) ? query.forShare() : query);
  return rows.length > 0;
}
