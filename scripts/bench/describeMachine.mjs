import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { request } from '../services/importBusyboxImage.mjs';
import { rootDir } from '../toolchain/paths.mjs';

const LIBRARIES = ['dockerode', 'knex', 'better-sqlite3', 'pg', 'express'];

/** What figures depend on, as `[what, value]`. */
export async function describeMachine(env) {
  const requireBackend = createRequire(
    path.join(rootDir, 'plugins/docker-watcher-backend/package.json'),
  );
  return [
    ['Date', new Date().toISOString().slice(0, 10)],
    [
      'Machine',
      `${os.availableParallelism()} × ${os
        .cpus()[0]
        .model.trim()}, ${Math.round(
        os.totalmem() / 2 ** 30,
      )} GiB, ${os.type()} ${os.release()} ${os.arch()}`,
    ],
    [
      'Load before',
      `${os
        .loadavg()[0]
        .toFixed(1)} over the last minute, with the services just started`,
    ],
    ['Node', process.version],
    ['Docker engine', await describeEngine(env)],
    ['PostgreSQL', await describePostgres(env, requireBackend)],
    ['SQLite', describeSqlite(requireBackend)],
    [
      'Libraries',
      LIBRARIES.map(
        name => `${name} ${requireBackend(`${name}/package.json`).version}`,
      ).join(', '),
    ],
  ].filter(([, value]) => value);
}

async function describeEngine({ DOCKER_WATCHER_TEST_DOCKER_HOST: host }) {
  if (!host) {
    return undefined;
  }
  const { body } = await request({
    socketPath: host.replace(/^unix:\/\//, ''),
    path: '/version',
  });
  const { Version, ApiVersion } = JSON.parse(body);
  return `${Version}, API ${ApiVersion}`;
}

async function describePostgres(env, requireBackend) {
  const connection = env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;
  if (!connection) {
    return undefined;
  }
  const { Client } = requireBackend('pg');
  const client = new Client({ connectionString: connection });
  await client.connect();
  const show = async name => (await client.query(`show ${name}`)).rows[0][name];
  const text = `${await show(
    'server_version',
  )}, on this machine, fsync ${await show('fsync')}`;
  await client.end();
  return text;
}

function describeSqlite(requireBackend) {
  const Database = requireBackend('better-sqlite3');
  const database = new Database(':memory:');
  const { version } = database
    .prepare('select sqlite_version() as version')
    .get();
  database.close();
  return `${version}, in a file of its own`;
}
