import { Knex } from 'knex';
import { HostStatus } from '../../inventory/InventoryStore';
import { storableText } from '../../inventory/storableText';
import { HOSTS_TABLE, HostRow } from '../tables';

const LONGEST_ERROR = 2000;

/**
 * Writes those columns of a host's status that differ. `state_since` moves with the
 * state only, not with another wording of the same failure.
 *
 * @returns whether anything was written, and whether the state was another
 */
export async function saveHostStatus(options: {
  knex: Knex.Transaction;
  host: string;
  status: HostStatus;
  unlessSyncedSince?: number;
  onlyIfConnected?: boolean;
}): Promise<'unchanged' | 'changed' | 'state-changed'> {
  const { knex, host, status, unlessSyncedSince, onlyIfConnected } = options;
  const row = await knex<HostRow>(HOSTS_TABLE)
    .where({ name: host })
    .forUpdate()
    .first();
  const isReachedByAnother =
    unlessSyncedSince !== undefined &&
    row?.state === 'connected' &&
    Number(row.last_sync_at ?? 0) > unlessSyncedSince;
  const isOther = onlyIfConnected && row?.state !== 'connected';
  if (!row || row.state === 'misconfigured' || isReachedByAnother || isOther) {
    return 'unchanged';
  }
  const error =
    status.error === undefined
      ? null
      : storableText(status.error, LONGEST_ERROR);
  const engine = status.engine ? JSON.stringify(status.engine) : row.engine;
  const skew = status.clockSkewMs ?? row.clock_skew_ms;
  const changes: Partial<HostRow> = {
    ...(status.state !== row.state && {
      state: status.state,
      state_since: status.at,
    }),
    ...(error !== row.error && { error }),
    ...(engine !== row.engine && { engine }),
    ...(skew !== null &&
      Number(skew) !== toNumber(row.clock_skew_ms) && { clock_skew_ms: skew }),
  };
  if (!Object.keys(changes).length) {
    return 'unchanged';
  }
  await knex<HostRow>(HOSTS_TABLE).where({ name: host }).update(changes);
  return status.state === row.state ? 'changed' : 'state-changed';
}

function toNumber(value: string | number | null): number | undefined {
  return value === null ? undefined : Number(value);
}
