import { Knex } from 'knex';
import { Snooze } from 'backstage-plugin-docker-watcher-common';
import { SNOOZES_TABLE, SnoozeRow } from '../tables';
import { toSnooze } from './toStale';

const MOST_WORKLOADS = 500;

/** The key under which {@link listSnoozes} gives the snooze of a workload. */
export function snoozeKey(of: { host: string; workload: string }): string {
  return `${of.host}/${of.workload}`;
}

/** The snoozes of these containers' workloads, ended ones included, by their key. */
export async function listSnoozes(options: {
  knex: Knex;
  containers: readonly { host: string; workload: string }[];
}): Promise<Map<string, Snooze>> {
  const { knex, containers } = options;
  const byHost = new Map<string, Set<string>>();
  for (const { host, workload } of containers) {
    byHost.set(host, (byHost.get(host) ?? new Set()).add(workload));
  }
  const found = new Map<string, Snooze>();
  for (const [host, workloads] of byHost) {
    const all = [...workloads];
    for (let start = 0; start < all.length; start += MOST_WORKLOADS) {
      const rows = await knex<SnoozeRow>(SNOOZES_TABLE)
        .where({ host })
        .whereIn('workload', all.slice(start, start + MOST_WORKLOADS));
      rows.forEach(row => found.set(snoozeKey(row), toSnooze(row)));
    }
  }
  return found;
}
