import { Knex } from 'knex';
import { containerResourceRef } from 'backstage-plugin-docker-watcher-common';
import { Clock } from '../lib/Clock';
import { HeldLease } from '../lib/Lease';
import { StaleCandidate, StaleChange, StaleStore } from '../stale/StaleStore';
import { appendEvents } from './operations/appendEvents';
import { isLeaseHeld } from './operations/isLeaseHeld';
import { lockUnchanged } from './operations/lockUnchanged';
import { upsertStale } from './operations/upsertStale';
import { findContainers } from './reading/findContainers';
import { listOfContainers } from './reading/listOfContainers';
import { listSnoozes, snoozeKey } from './reading/listSnoozes';
import { readOwnership } from './reading/readOwnership';
import {
  ContainerWithHostRow,
  selectContainers,
} from './reading/selectContainers';
import { toContainer } from './reading/toContainer';
import { toStoredStaleness } from './reading/toStale';
import {
  CONTAINERS_TABLE,
  ENTITY_THRESHOLDS_TABLE,
  EntityThresholdRow,
  STALE_TABLE,
  StaleRow,
} from './tables';

/** In which a container may be stale. */
const AT_REST = ['created', 'exited', 'dead'];

/** Keeps which containers are stale in SQLite or PostgreSQL. */
export class DatabaseStaleStore implements StaleStore {
  readonly #knex: Knex;
  readonly #clock: Clock;

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex; clock: Clock }): DatabaseStaleStore {
    return new DatabaseStaleStore(options);
  }

  private constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  async listCandidates(options: {
    after?: { host: string; id: string };
    limit: number;
  }): Promise<StaleCandidate[]> {
    const { after, limit } = options;
    const select = this.#selectPresent()
      .where(either =>
        either
          .whereIn('c.state', AT_REST)
          .orWhereExists(stale =>
            stale
              .from(`${STALE_TABLE} as s`)
              .whereRaw('s.host = c.host and s.id = c.id'),
          ),
      )
      .orderBy(['c.host', 'c.id'])
      .limit(limit);
    if (after) {
      select.whereRaw('(c.host, c.id) > (?, ?)', [after.host, after.id]);
    }
    return this.#toCandidates(await select);
  }

  async getCandidates(
    refs: readonly { host: string; id: string }[],
  ): Promise<Map<string, StaleCandidate>> {
    const rows = await findContainers({ knex: this.#knex, refs: [...refs] });
    const candidates = await this.#toCandidates(
      rows.filter(
        row => row.removed_at === null && row.host_state === 'connected',
      ),
    );
    return new Map(
      candidates.map(one => [containerResourceRef(one.container), one]),
    );
  }

  async commit(
    changes: readonly StaleChange[],
    options: { lease: HeldLease },
  ): Promise<number> {
    return this.#knex.transaction(async tx => {
      if (!(await isLeaseHeld(tx, options.lease))) {
        return 0;
      }
      const valid = await lockUnchanged({ tx, changes });
      await upsertStale({ tx, changes: valid });
      await appendEvents({
        tx,
        events: valid.flatMap(({ event }) => (event ? [event] : [])),
        now: this.#clock.now(),
      });
      return valid.length;
    });
  }

  async forgetRemoved(): Promise<number> {
    const knex = this.#knex;
    const removed = await knex<StaleRow>(`${STALE_TABLE} as s`)
      .join(`${CONTAINERS_TABLE} as c`, join =>
        join.on('c.host', 's.host').andOn('c.id', 's.id'),
      )
      .whereNotNull('c.removed_at')
      .limit(500)
      .select('s.host', 's.id');
    if (removed.length === 0) {
      return 0;
    }
    return knex(STALE_TABLE)
      .whereIn(
        ['host', 'id'],
        removed.map(({ host, id }) => [host, id]),
      )
      .delete();
  }

  #selectPresent(): Knex.QueryBuilder<
    ContainerWithHostRow,
    ContainerWithHostRow[]
  > {
    return selectContainers(this.#knex)
      .whereNull('c.removed_at')
      .where('h.state', 'connected');
  }

  async #toCandidates(rows: ContainerWithHostRow[]): Promise<StaleCandidate[]> {
    if (rows.length === 0) {
      return [];
    }
    const knex = this.#knex;
    const ownership = await readOwnership(knex, rows);
    const stale = await listOfContainers<StaleRow>({
      knex,
      table: STALE_TABLE,
      containers: rows,
    });
    const snoozes = await listSnoozes({ knex, containers: rows });
    const thresholds = await this.#listThresholds(rows);
    return rows.map(row => {
      const owner = trustedRefOf(row);
      const value = owner === undefined ? undefined : thresholds.get(owner);
      const snooze = snoozes.get(snoozeKey(row));
      const stored = stale.get(containerResourceRef(row));
      return {
        container: toContainer(row, ownership),
        ...(owner !== undefined &&
          value !== undefined && {
            entityThreshold: { entityRef: owner, value },
          }),
        ...(snooze && { snooze }),
        ...(stored && { stored: toStoredStaleness(stored) }),
      };
    });
  }

  async #listThresholds(
    rows: ContainerWithHostRow[],
  ): Promise<Map<string, string>> {
    const refs = [...new Set(rows.flatMap(row => trustedRefOf(row) ?? []))];
    const found = await this.#knex<EntityThresholdRow>(
      ENTITY_THRESHOLDS_TABLE,
    ).whereIn('entity_ref', refs);
    return new Map(found.map(({ entity_ref, value }) => [entity_ref, value]));
  }
}

/** The entity that owns it, and does not only claim it. */
function trustedRefOf(row: ContainerWithHostRow): string | undefined {
  return row.entity_ref ?? row.trusted_ref ?? undefined;
}
