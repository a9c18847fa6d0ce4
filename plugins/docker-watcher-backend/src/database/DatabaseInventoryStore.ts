import { Knex } from 'knex';
import {
  CommitOutcome,
  HostDescription,
  HostStatus,
  InventoryBatch,
  InventoryStore,
  StoredInventory,
} from '../inventory/InventoryStore';
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

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex }): DatabaseInventoryStore {
    return new DatabaseInventoryStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
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
    const containersChange = upserts.length > 0 || removals.length > 0;
    if (!status && !containersChange) {
      const options = { knex: this.#knex, host, revision, syncedAt };
      return (await touchHost(options))
        ? { result: 'committed', revision, changed: false }
        : { result: 'outdated' };
    }
    return this.#knex.transaction(async (knex): Promise<CommitOutcome> => {
      const next = await advanceHost({
        knex,
        host,
        revision,
        syncedAt,
        containersChange,
      });
      if (next === undefined) {
        return { result: 'outdated' };
      }
      const statusChanged = status
        ? await saveHostStatus({ knex, host, status })
        : false;
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
      return {
        result: 'committed',
        revision: next,
        changed: statusChanged || containersChange,
      };
    });
  }

  async saveHost(
    host: string,
    status: HostStatus,
    options: { unlessSyncedSince?: number } = {},
  ): Promise<boolean> {
    return this.#knex.transaction(knex =>
      saveHostStatus({ knex, host, status, ...options }),
    );
  }

  async pruneRemoved(options: {
    removedBefore: number;
    limit: number;
  }): Promise<number> {
    return pruneRemovedContainers({ knex: this.#knex, ...options });
  }
}
