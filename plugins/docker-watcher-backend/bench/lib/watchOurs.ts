import { LoggerService } from '@backstage/backend-plugin-api';
import { ContainerEngine } from 'backstage-plugin-docker-watcher-node';
import { Knex } from 'knex';
import { DatabaseInventoryStore } from '../../src/database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from '../../src/database/DatabaseLeaseStore';
import { HOSTS_TABLE, HostRow } from '../../src/database/tables';
import { DockerEngine } from '../../src/engine/DockerEngine';
import { SystemClock } from '../../src/lib/SystemClock';
import { WatchSupervisor } from '../../src/watch/WatchSupervisor';
import { waitUntil } from './measure';
import { HOST } from './registerHost';

/** Watches an engine as the plugin does, until stopped. */
export async function watchOurs(options: {
  knex: Knex;
  socketPath: string;
  onChanged: () => void;
}) {
  const { knex, socketPath, onChanged } = options;
  const clock = new SystemClock();
  const logger = createLogger();
  const engine: ContainerEngine = DockerEngine.create({
    connection: { kind: 'unix', socketPath },
    hostName: HOST,
    clock,
    logger,
  });
  const supervisor = WatchSupervisor.create({
    hosts: [
      {
        ...{ name: HOST, title: 'Bench', addresses: [] },
        ...{ readOnly: false, simulated: false, engine },
      },
    ],
    store: DatabaseInventoryStore.create({ knex, clock }),
    leases: DatabaseLeaseStore.create({ knex }),
    holder: `bench-${process.pid}`,
    clock,
    logger,
    reconcileIntervalMs: 30_000,
    keepRemovedMs: 60 * 60_000,
    onChanged,
  });
  const from = clock.now();
  supervisor.start();
  await waitUntil(async () => {
    const host = await knex<HostRow>(HOSTS_TABLE).where({ name: HOST }).first();
    return host?.state === 'connected' && Number(host.last_sync_at) >= from;
  }, 'the first list');
  return supervisor;
}

function createLogger(): LoggerService {
  const warn = (message: string) => {
    process.stderr.write(`${message}\n`);
  };
  const logger: LoggerService = {
    error: warn,
    warn,
    info: () => undefined,
    debug: () => undefined,
    child: () => logger,
  };
  return logger;
}
