import { Knex } from 'knex';
import { EntityOwnersStore } from '../inventory/ownership/EntityOwnersStore';
import { listContainerEntityRefs } from './operations/listContainerEntityRefs';
import { listEntityOwners } from './operations/listEntityOwners';
import { replaceEntityOwners } from './operations/replaceEntityOwners';

/** Keeps owners in SQLite or PostgreSQL. */
export class DatabaseEntityOwnersStore implements EntityOwnersStore {
  readonly #knex: Knex;

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex }): DatabaseEntityOwnersStore {
    return new DatabaseEntityOwnersStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async listEntityRefs(): Promise<string[]> {
    return listContainerEntityRefs({ knex: this.#knex });
  }

  async listOwners(): Promise<Map<string, string[]>> {
    return listEntityOwners({ knex: this.#knex });
  }

  async saveOwners(
    changes: ReadonlyMap<string, readonly string[]>,
  ): Promise<void> {
    await this.#knex.transaction(knex =>
      replaceEntityOwners({ knex, changes }),
    );
  }
}
