import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * Brings the plugin's tables up to date, unless the installation does that itself
 * (`skipMigrations`).
 */
export async function migrateDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        'backstage-plugin-docker-watcher-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
