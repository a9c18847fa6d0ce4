import { Knex } from 'knex';
import { Snooze } from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../eventLog/EventLogStore';
import { Clock } from '../lib/Clock';
import { SnoozeStore } from '../stale/StaleStore';
import { appendEvents } from './operations/appendEvents';
import { toSnooze } from './reading/toStale';
import { SNOOZES_TABLE, SnoozeRow } from './tables';

/** Keeps which workloads are snoozed in SQLite or PostgreSQL. */
export class DatabaseSnoozeStore implements SnoozeStore {
  readonly #knex: Knex;
  readonly #clock: Clock;

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex; clock: Clock }): DatabaseSnoozeStore {
    return new DatabaseSnoozeStore(options);
  }

  private constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  async setSnooze(snooze: Snooze, event: NewEvent): Promise<void> {
    const { host, workload, until, note, by, at } = snooze;
    const row: SnoozeRow = {
      host,
      workload,
      until: Date.parse(until),
      note: note ?? null,
      by,
      at: Date.parse(at),
    };
    await this.#knex.transaction(async tx => {
      await tx(SNOOZES_TABLE)
        .insert(row)
        .onConflict(['host', 'workload'])
        .merge();
      await appendEvents({ tx, events: [event], now: this.#clock.now() });
    });
  }

  async endSnooze(
    of: { host: string; workload: string; now: number },
    toEvent: (snooze: Snooze) => NewEvent,
  ): Promise<boolean> {
    const { host, workload, now } = of;
    return this.#knex.transaction(async tx => {
      const row = await tx<SnoozeRow>(SNOOZES_TABLE)
        .where({ host, workload })
        .where('until', '>', now)
        .first();
      // Whoever deletes the row tells of it; another one finds nothing to delete.
      const deleted = row
        ? await tx(SNOOZES_TABLE).where({ host, workload, at: row.at }).delete()
        : 0;
      if (!row || deleted === 0) {
        return false;
      }
      await appendEvents({
        tx,
        events: [toEvent(toSnooze(row))],
        now: this.#clock.now(),
      });
      return true;
    });
  }

  async forgetSnoozes(options: { endedBefore: number }): Promise<number> {
    const knex = this.#knex;
    const ended = await knex<SnoozeRow>(SNOOZES_TABLE)
      .where('until', '<', options.endedBefore)
      .limit(1)
      .select('host');
    // A look costs nothing; a delete is a write, even if it finds nothing.
    return ended.length === 0
      ? 0
      : knex(SNOOZES_TABLE).where('until', '<', options.endedBefore).delete();
  }
}
