import { createInterface } from 'node:readline';
import { LoggerService } from '@backstage/backend-plugin-api';
import knexFactory from 'knex';
import { DatabaseInventoryStore } from '../src/database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from '../src/database/DatabaseLeaseStore';
import { migrateDatabase } from '../src/database/migrateDatabase';
import { DockerEngine } from '../src/engine/DockerEngine';
import { SystemClock } from '../src/lib/SystemClock';
import { WatchSupervisor } from '../src/watch/WatchSupervisor';

/**
 * A replica without its portal: watches the host behind a socket and keeps it in a
 * database. Ends when its input does, or when killed, which it is made for.
 */
async function main() {
  const [holder, connection, socketPath] = process.argv.slice(2);
  const knex = knexFactory({ client: 'pg', connection, pool: { min: 0 } });
  const logger = createLogger(holder);
  await migrateDatabase({
    getClient: async () => knex,
  });
  const clock = new SystemClock();
  const supervisor = WatchSupervisor.create({
    hosts: [
      {
        name: 'torture',
        title: 'Torture',
        addresses: [],
        readOnly: false,
        simulated: false,
        engine: DockerEngine.create({
          connection: { kind: 'unix', socketPath },
          hostName: 'torture',
          clock,
          logger,
        }),
      },
    ],
    store: DatabaseInventoryStore.create({ knex, clock }),
    leases: DatabaseLeaseStore.create({ knex }),
    holder: `${holder}-${process.pid}`,
    clock,
    logger,
    reconcileIntervalMs: 10_000,
    keepRemovedMs: 24 * 60 * 60_000,
    onChanged: () => undefined,
  });
  supervisor.start();
  process.stdout.write('watching\n');
  for await (const _line of createInterface(process.stdin)) {
    // Only the end matters.
  }
  await supervisor.stop();
  await knex.destroy();
}

function createLogger(holder: string): LoggerService {
  const log = (level: string) => (message: string) =>
    process.stderr.write(
      `${new Date().toISOString()} ${holder} ${level} ${message}\n`,
    );
  const logger: LoggerService = {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: () => undefined,
    child: () => logger,
  };
  return logger;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
