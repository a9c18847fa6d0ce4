import { Knex } from 'knex';
import { ContainerClaim } from 'backstage-plugin-docker-watcher-common';
import {
  ClaimScope,
  ClaimsChange,
  ClaimsStore,
  EntityThreshold,
} from '../inventory/ownership/ClaimsStore';
import { ClaimableContainer } from '../inventory/ownership/matchClaims';
import { listClaimableContainers } from './operations/listClaimableContainers';
import { listContainerClaims } from './operations/listContainerClaims';
import { readInventoryRevision } from './operations/readInventoryRevision';
import { replaceContainerClaims } from './operations/replaceContainerClaims';
import { replaceEntityThresholds } from './operations/replaceEntityThresholds';

/** Keeps claims by annotation in SQLite or PostgreSQL. */
export class DatabaseClaimsStore implements ClaimsStore {
  readonly #knex: Knex;

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex }): DatabaseClaimsStore {
    return new DatabaseClaimsStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async readRevision(): Promise<string> {
    return readInventoryRevision({ knex: this.#knex });
  }

  async listContainers(options: {
    scope: ClaimScope;
    labelKeys: readonly string[];
  }): Promise<ClaimableContainer[]> {
    return listClaimableContainers({ knex: this.#knex, ...options });
  }

  async listClaims(options: {
    scope: ClaimScope;
  }): Promise<Map<string, ContainerClaim[]>> {
    return listContainerClaims({ knex: this.#knex, ...options });
  }

  async saveThresholds(
    thresholds: readonly EntityThreshold[],
  ): Promise<boolean> {
    return replaceEntityThresholds({ knex: this.#knex, thresholds });
  }

  async saveClaims(changes: readonly ClaimsChange[]): Promise<void> {
    await this.#knex.transaction(knex =>
      replaceContainerClaims({ knex, changes }),
    );
  }
}
