import { Knex } from 'knex';
import { Reclaimable } from 'backstage-plugin-docker-watcher-common';
import { ReclaimableStore } from '../stale/ReclaimableStore';
import { inBatches } from './inBatches';
import {
  CONTAINERS_TABLE,
  ContainerRow,
  DetailColumn,
  HOSTS_TABLE,
  SIZES_TABLE,
  STALE_TABLE,
  SizeRow,
} from './tables';

/** Keeps what removals would free in SQLite or PostgreSQL. */
export class DatabaseReclaimableStore implements ReclaimableStore {
  readonly #knex: Knex;

  /** The tables must be there, see `migrateDatabase`. */
  static create(options: { knex: Knex }): DatabaseReclaimableStore {
    return new DatabaseReclaimableStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async listHosts(): Promise<
    { host: string; measuredAt?: number; unmeasured: number }[]
  > {
    const rows: {
      host: string;
      measured_at: string | number | null;
      count: string | number;
      measured: string | number;
    }[] = await this.#knex(`${STALE_TABLE} as s`)
      .join(`${HOSTS_TABLE} as h`, 'h.name', 's.host')
      .where('h.state', 'connected')
      .leftJoin(`${SIZES_TABLE} as z`, join =>
        join.on('z.host', 's.host').andOn('z.id', 's.id'),
      )
      .groupBy('s.host')
      .orderBy('s.host')
      .select('s.host')
      .max({ measured_at: 'z.measured_at' })
      .count({ count: '*' })
      .count({ measured: 'z.id' });
    return rows.map(row => ({
      host: row.host,
      ...(row.measured_at !== null && { measuredAt: Number(row.measured_at) }),
      unmeasured: Number(row.count) - Number(row.measured),
    }));
  }

  async listMounts(
    host: string,
  ): Promise<{ id: string; imageId: string; volumes: string[] }[]> {
    const rows: Pick<ContainerRow, 'id' | 'image_id' | 'detail'>[] =
      await this.#knex<ContainerRow>(CONTAINERS_TABLE)
        .where({ host })
        .whereNull('removed_at')
        .select('id', 'image_id', 'detail');
    return rows.map(({ id, image_id, detail }) => {
      const { mounts }: Pick<DetailColumn, 'mounts'> = detail
        ? JSON.parse(detail)
        : { mounts: [] };
      return {
        id,
        imageId: image_id,
        volumes: mounts.flatMap(({ type, name }) =>
          type === 'volume' && name !== undefined ? [name] : [],
        ),
      };
    });
  }

  async save(
    host: string,
    sizes: ReadonlyMap<string, Omit<Reclaimable, 'measuredAt'>>,
    options: { measuredAt: number },
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      // Containers may have been forgotten since they were measured.
      const known = new Set<string>(
        await tx(CONTAINERS_TABLE)
          .where({ host })
          .whereNull('removed_at')
          .pluck('id'),
      );
      await tx(SIZES_TABLE).where({ host }).delete();
      const rows = [...sizes].flatMap(([id, size]): SizeRow[] =>
        known.has(id)
          ? [
              {
                host,
                id,
                container_bytes: size.containerBytes,
                anonymous_volumes: size.anonymousVolumes,
                volume_bytes: size.volumeBytes,
                image_bytes: size.imageBytes,
                measured_at: options.measuredAt,
              },
            ]
          : [],
      );
      await inBatches(rows, batch => tx(SIZES_TABLE).insert(batch));
    });
  }
}
