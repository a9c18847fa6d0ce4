import { Knex } from 'knex';
import { containerResourceRef } from 'backstage-plugin-docker-watcher-common';

const MOST_IDS = 500;

/**
 * Rows about these containers from a table that has `host` and `id`, by the container's
 * reference. A statement per host and 500 containers.
 */
export async function listOfContainers<
  Row extends { host: string; id: string },
>(options: {
  knex: Knex;
  table: string;
  containers: readonly { host: string; id: string }[];
}): Promise<Map<string, Row>> {
  const { knex, table, containers } = options;
  const idsByHost = new Map<string, string[]>();
  for (const { host, id } of containers) {
    const ids = idsByHost.get(host) ?? [];
    ids.push(id);
    idsByHost.set(host, ids);
  }
  const found = new Map<string, Row>();
  for (const [host, ids] of idsByHost) {
    for (let start = 0; start < ids.length; start += MOST_IDS) {
      const rows: Row[] = await knex(table)
        .where({ host })
        .whereIn('id', ids.slice(start, start + MOST_IDS));
      rows.forEach(row => found.set(containerResourceRef(row), row));
    }
  }
  return found;
}
