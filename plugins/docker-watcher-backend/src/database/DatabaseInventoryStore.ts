import { Knex } from 'knex';
import {
  CommitOutcome,
  HostDescription,
  HostStatus,
  InventoryBatch,
  InventoryStore,
  StoredInventory,
} from '../inventory/InventoryStore';
import { Clock } from '../lib/Clock';
import { NewEvent } from '../eventLog/EventLogStore';
import { isLeaseHeld } from './operations/isLeaseHeld';
import { appendEvents } from './operations/appendEvents';
import { advanceHost } from './operations/advanceHost';
import { deleteOtherHosts } from './operations/deleteOtherHosts';
import { describeHosts } from './operations/describeHosts';
import { loadInventory } from './operations/loadInventory';
import { markRemoved } from './operations/markRemoved';
import { pruneRemovedContainers } from './operations/pruneRemovedContainers';
import { replaceLabels } from './operations/replaceLabels';
import { saveHostStatus } from './operations/saveHostStatus';
import { touchHost } from './operations/touchHost';
import { upsertContainers } from './operations/upsertContainers';

/** Keeps the inventory in SQLite or PostgreSQL. */
export class DatabaseInventoryStore implements InventoryStore {
  readonly #knex: Knex;
  /** Of the log's `at`, which is ours; leases go by the database's. */
  readonly #clock: Clock;

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex; clock: Clock }): DatabaseInventoryStore {
    return new DatabaseInventoryStore(options);
  }

  private constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  async syncHosts(
    hosts: readonly HostDescription[],
    options: { now: number; freshSince: number },
  ): Promise<void> {
    await this.#knex.transaction(knex =>
      describeHosts({ knex, hosts, ...options }),
    );
    await deleteOtherHosts({
      knex: this.#knex,
      names: hosts.map(({ name }) => name),
    });
  }

  async load(host: string): Promise<StoredInventory | undefined> {
    return loadInventory({ knex: this.#knex, host });
  }

  async commit(batch: InventoryBatch): Promise<CommitOutcome> {
    const { host, revision, syncedAt, status, upserts, removals } = batch;
    const { events, cursor, lease } = batch;
    const containersChange = upserts.length > 0 || removals.length > 0;
    const isSyncOnly =
      !status && !containersChange && events.length === 0 && !cursor;
    if (isSyncOnly) {
      return syncedAt === undefined ||
        (await touchHost({
          knex: this.#knex,
          host,
          revision,
          syncedAt,
          lease,
        }))
        ? { result: 'committed', revision, changed: false }
        : { result: 'outdated' };
    }
    return this.#knex.transaction(async (knex): Promise<CommitOutcome> => {
      if (lease && !(await isLeaseHeld(knex, lease))) {
        return { result: 'outdated' };
      }
      const next = await advanceHost({
        knex,
        host,
        revision,
        syncedAt,
        cursor,
        containersChange,
      });
      if (next === undefined) {
        return { result: 'outdated' };
      }
      const statusChange = status
        ? await saveHostStatus({ knex, host, status })
        : 'unchanged';
      await upsertContainers({
        knex,
        host,
        containers: upserts.map(({ container }) => container),
      });
      await replaceLabels({
        knex,
        host,
        containers: upserts
          .filter(({ labelsChanged }) => labelsChanged)
          .map(({ container }) => container),
      });
      await markRemoved({ knex, host, removals });
      await appendEvents({
        tx: knex,
        events: [...eventsOf(statusChange, status), ...events],
        now: this.#clock.now(),
      });
      return {
        result: 'committed',
        revision: next,
        changed:
          statusChange !== 'unchanged' || containersChange || events.length > 0,
      };
    });
  }

  async saveHost(
    host: string,
    status: HostStatus,
    options: Parameters<InventoryStore['saveHost']>[2] = {},
  ): Promise<boolean> {
    const { lease, ...conditions } = options;
    return this.#knex.transaction(async knex => {
      if (lease && !(await isLeaseHeld(knex, lease))) {
        return false;
      }
      const change = await saveHostStatus({
        knex,
        host,
        status,
        ...conditions,
      });
      await appendEvents({
        tx: knex,
        events: eventsOf(change, status),
        now: this.#clock.now(),
      });
      return change !== 'unchanged';
    });
  }

  async pruneRemoved(options: {
    removedBefore: number;
    limit: number;
  }): Promise<number> {
    return pruneRemovedContainers({ knex: this.#knex, ...options });
  }
}

function eventsOf(
  change: 'unchanged' | 'changed' | 'state-changed',
  status: HostStatus | undefined,
): NewEvent[] {
  return change === 'state-changed' && status?.event ? [status.event] : [];
}
