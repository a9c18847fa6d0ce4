import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrateDatabase } from '../migrateDatabase';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/**
 * The databases that everything is tested on. Call it at the top of a test file.
 *
 * @remarks Without a PostgreSQL the tests run on SQLite alone, except in CI, where
 * that is a failure.
 */
export function createTestDatabases(): TestDatabases {
  if (!process.env[POSTGRES]) {
    const cure = `Set ${POSTGRES} to the connection string of a PostgreSQL, such as postgresql://postgres@127.0.0.1:5432/postgres`;
    if (process.env.CI) {
      throw new Error(`No PostgreSQL to test on. ${cure}`);
    }
    // eslint-disable-next-line no-console
    console.warn(`Testing on SQLite only. ${cure}`);
  }
  return TestDatabases.create({
    ids: process.env[POSTGRES] ? ['SQLITE_3', 'POSTGRES_15'] : ['SQLITE_3'],
  });
}

/** A fresh database with the plugin's tables. */
export async function createMigratedDatabase(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  return migrateDatabase(mockServices.database({ knex }));
}
