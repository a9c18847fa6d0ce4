import { Knex } from 'knex';
import { ForgetfulLeaseStore, HeldLease } from '../lib/Lease';
import { nowMsSql } from './dialect';
import { LEASES_TABLE, LeaseRow } from './tables';

/** Leases as rows; all times are the database's, so clocks of replicas do not matter. */
export class DatabaseLeaseStore implements ForgetfulLeaseStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseLeaseStore {
    return new DatabaseLeaseStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** One statement, so that of two replicas asking at once one gets it. */
  async acquire(options: {
    name: string;
    holder: string;
    ttlMs: number;
  }): Promise<HeldLease | undefined> {
    const { name, holder, ttlMs } = options;
    const now = nowMsSql(this.#knex);
    const rows = await this.#knex<LeaseRow>(LEASES_TABLE)
      .insert({
        name,
        holder,
        fence: 1,
        expires_at: this.#knex.raw(`${now} + ?`, [ttlMs]),
      })
      .onConflict('name')
      .merge({
        holder,
        fence: this.#knex.raw('?? + 1', [`${LEASES_TABLE}.fence`]),
        expires_at: this.#knex.raw(`${now} + ?`, [ttlMs]),
      })
      .where(`${LEASES_TABLE}.expires_at`, '<=', this.#knex.raw(now))
      .returning('fence');
    return rows.length > 0
      ? { name, holder, fence: String(rows[0].fence) }
      : undefined;
  }

  async renew(lease: HeldLease, ttlMs: number): Promise<boolean> {
    const renewed = await this.#rowOf(lease).update({
      expires_at: this.#knex.raw(`${nowMsSql(this.#knex)} + ?`, [ttlMs]),
    });
    return renewed > 0;
  }

  /** Keeps the row, and with it the fence, for the next holder. */
  async release(lease: HeldLease): Promise<void> {
    await this.#rowOf(lease).update({ expires_at: 0 });
  }

  async forget(lease: HeldLease): Promise<void> {
    await this.#rowOf(lease).delete();
  }

  #rowOf(lease: HeldLease) {
    return this.#knex(LEASES_TABLE).where({
      name: lease.name,
      holder: lease.holder,
      fence: lease.fence,
    });
  }
}
