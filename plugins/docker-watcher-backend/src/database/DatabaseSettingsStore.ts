import { Knex } from 'knex';
import { reviseSettings } from '../settings/reviseSettings';
import {
  SettingsChange,
  SettingsOutcome,
  SettingsStore,
  StoredSettings,
} from '../settings/SettingsStore';
import { appendEvents } from './operations/appendEvents';
import { readSettings } from './operations/readSettings';
import { writeSettings } from './operations/writeSettings';

/** Keeps the settings in SQLite or PostgreSQL. */
export class DatabaseSettingsStore implements SettingsStore {
  readonly #knex: Knex;

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex }): DatabaseSettingsStore {
    return new DatabaseSettingsStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(): Promise<StoredSettings> {
    return readSettings(this.#knex);
  }

  async update(change: SettingsChange): Promise<SettingsOutcome> {
    return this.#knex.transaction(async (tx): Promise<SettingsOutcome> => {
      const stored = await readSettings(tx);
      const { event, ...outcome } = reviseSettings(stored, change);
      if (outcome.result !== 'changed') {
        return outcome;
      }
      const { settings } = outcome;
      if (!(await writeSettings({ tx, settings }))) {
        return { result: 'conflict', settings: await readSettings(tx) };
      }
      await appendEvents({ tx, events: event ? [event] : [], now: change.now });
      return outcome;
    });
  }
}
