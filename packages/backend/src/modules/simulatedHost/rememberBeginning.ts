import { DatabaseService } from '@backstage/backend-plugin-api';

const TABLE = 'docker_watcher_simulated_host';

/**
 * When the simulated host was first looked at with this database, in milliseconds since
 * the epoch. Whoever starts the portal again goes on with the machine, and is not told
 * that all of it was restarted.
 */
export async function rememberBeginning(options: {
  database: DatabaseService;
  now: number;
}): Promise<number> {
  const { database, now } = options;
  const knex = await database.getClient();
  if (!(await knex.schema.hasTable(TABLE))) {
    await knex.schema.createTable(TABLE, table => {
      table.comment('Of the demo alone: when its simulated host began');
      table.bigInteger('began_at').notNullable();
    });
  }
  const row = await knex(TABLE).first('began_at');
  if (row) {
    return Number(row.began_at);
  }
  await knex(TABLE).insert({ began_at: now });
  return now;
}
