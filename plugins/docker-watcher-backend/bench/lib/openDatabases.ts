import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knexFactory, { Knex } from 'knex';
import { migrateDatabase } from '../../src/database/migrateDatabase';

let opened = 0;
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

export interface BenchDatabase {
  name: 'SQLite' | 'PostgreSQL';
  /** With the plugin's tables in it, empty. */
  knex: Knex;
  /** Leaves nothing of it. */
  drop: () => Promise<void>;
}

/** Runs something on a fresh database of each kind, or of one, one after the other. */
export async function withDatabases(
  run: (database: BenchDatabase) => Promise<void>,
  only?: string,
): Promise<void> {
  const kinds = { SQLite: openSqlite, PostgreSQL: openPostgres };
  for (const [name, open] of Object.entries(kinds)) {
    if (only !== undefined && only !== name) {
      continue;
    }
    const database = await open();
    try {
      await migrateDatabase({ getClient: async () => database.knex });
      await run(database);
    } finally {
      await database.drop();
    }
  }
}

/** In a file, as an installation has it. */
async function openSqlite(): Promise<BenchDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dw-bench-'));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, 'bench.sqlite') },
    useNullAsDefault: true,
  });
  return {
    name: 'SQLite',
    knex,
    drop: async () => {
      await knex.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openPostgres(): Promise<BenchDatabase> {
  const connection = process.env[POSTGRES];
  if (!connection) {
    throw new Error(`Set ${POSTGRES}, or run this with "yarn bench"`);
  }
  opened += 1;
  const database = `dw_bench_${process.pid}_${opened}`;
  const administrate = async (statement: string) => {
    const knex = knexFactory({ client: 'pg', connection });
    await knex.raw(statement, [database]);
    await knex.destroy();
  };
  await administrate('create database ??');
  const url = new URL(connection);
  url.pathname = database;
  const knex = knexFactory({ client: 'pg', connection: url.toString() });
  return {
    name: 'PostgreSQL',
    knex,
    drop: async () => {
      await knex.destroy();
      await administrate('drop database ??');
    },
  };
}
