import { Knex } from 'knex';
import { HostDescription } from '../../inventory/InventoryStore';
import { storableText } from '../../inventory/storableText';
import { hostMisconfigured } from '../../inventory/hostEvents';
import { inBatches } from '../inBatches';
import { appendEvents } from './appendEvents';
import { HOSTS_TABLE, HostRow } from '../tables';

const LONGEST_TITLE = 255;
const LONGEST_PROBLEM = 2000;

/**
 * Writes what the configuration says of each host, where that differs.
 *
 * @remarks Several replicas start at once, so a host that is there already is no
 * failure, and its state is left alone unless nobody stands behind it any more.
 */
export async function describeHosts(options: {
  knex: Knex.Transaction;
  hosts: readonly HostDescription[];
  now: number;
  freshSince: number;
}): Promise<void> {
  const { knex, now, freshSince } = options;
  // In one order, so that replicas wait for each other instead of deadlocking.
  const hosts = [...options.hosts].sort((a, b) => (a.name < b.name ? -1 : 1));
  const inserted = new Set<string>();
  await inBatches(hosts, async batch => {
    const rows = await knex<HostRow>(HOSTS_TABLE)
      .insert(batch.map(host => newRow(host, now)))
      .onConflict('name')
      .ignore()
      .returning('name');
    rows.forEach(({ name }) => inserted.add(name));
  });
  const rows = await knex<HostRow>(HOSTS_TABLE).forUpdate().orderBy('name');
  const stored = new Map(rows.map(row => [row.name, row]));
  for (const host of hosts) {
    const row = stored.get(host.name);
    const changes = row && differences(row, host, { now, freshSince });
    if (changes && Object.keys(changes).length) {
      await knex<HostRow>(HOSTS_TABLE)
        .where({ name: host.name })
        .update(changes);
    }
  }
  await appendEvents({
    tx: knex,
    events: hosts.flatMap(({ name, entityRef, problem }) => {
      const row = stored.get(name);
      const isNews = inserted.has(name) || row?.state !== 'misconfigured';
      return problem !== undefined && isNews
        ? [
            hostMisconfigured(
              { host: name, entityRef, occurredAt: now },
              problem,
            ),
          ]
        : [];
    }),
    now,
  });
}

function described(host: HostDescription) {
  return {
    title: storableText(host.title, LONGEST_TITLE),
    addresses: JSON.stringify(host.addresses),
    simulated: host.simulated,
    read_only: host.readOnly,
    entity_ref: host.entityRef ?? null,
  };
}

function newRow(host: HostDescription, now: number): HostRow {
  return {
    name: host.name,
    ...described(host),
    state: host.problem === undefined ? 'connecting' : 'misconfigured',
    state_since: now,
    error: problemOf(host),
    engine: null,
    last_sync_at: null,
    clock_skew_ms: null,
  };
}

function differences(
  row: HostRow,
  host: HostDescription,
  times: { now: number; freshSince: number },
): Partial<HostRow> {
  const wanted = described(host);
  const state = stateOf(row, host, times.freshSince);
  const error =
    state === row.state && !host.problem ? row.error : problemOf(host);
  return {
    ...(wanted.title !== row.title && { title: wanted.title }),
    ...(wanted.addresses !== row.addresses && { addresses: wanted.addresses }),
    ...(wanted.simulated !== Boolean(row.simulated) && {
      simulated: wanted.simulated,
    }),
    ...(wanted.read_only !== Boolean(row.read_only) && {
      read_only: wanted.read_only,
    }),
    ...(wanted.entity_ref !== row.entity_ref && {
      entity_ref: wanted.entity_ref,
    }),
    ...(state !== row.state && { state, state_since: times.now }),
    ...(error !== row.error && { error }),
  };
}

function stateOf(row: HostRow, host: HostDescription, freshSince: number) {
  if (host.problem !== undefined) {
    return 'misconfigured';
  }
  const isAbandoned =
    row.state === 'connected' && Number(row.last_sync_at ?? 0) < freshSince;
  return row.state === 'misconfigured' || isAbandoned
    ? 'connecting'
    : row.state;
}

function problemOf(host: HostDescription): string | null {
  return host.problem === undefined
    ? null
    : storableText(host.problem, LONGEST_PROBLEM);
}
