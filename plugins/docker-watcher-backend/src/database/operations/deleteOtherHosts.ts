import { Knex } from 'knex';
import {
  CONTAINERS_TABLE,
  ContainerRow,
  HOSTS_TABLE,
  HostRow,
  SNOOZES_TABLE,
} from '../tables';

const BATCH = 1000;

/**
 * Deletes hosts that are not among the named, with their containers.
 *
 * @remarks In batches of their own instead of one long transaction. The hosts go
 * first, so that nobody commits to them any more; what an interrupted run left of
 * their containers is found by the next.
 */
export async function deleteOtherHosts(options: {
  knex: Knex;
  names: readonly string[];
}): Promise<void> {
  const { knex, names } = options;
  await knex<HostRow>(HOSTS_TABLE).whereNotIn('name', names).delete();
  await knex(SNOOZES_TABLE).whereNotIn('host', names).delete();
  for (;;) {
    const deleted = await knex<ContainerRow>(CONTAINERS_TABLE)
      .whereIn(
        ['host', 'id'],
        knex<ContainerRow>(CONTAINERS_TABLE)
          .whereNotIn('host', names)
          .limit(BATCH)
          .select('host', 'id'),
      )
      .delete();
    if (!deleted) {
      return;
    }
  }
}
