import { Knex } from 'knex';
import {
  Container,
  Host,
  Page,
  Reclaimable,
  Summary,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { FilterableContainer } from '../inventory/matchesContainerFilter';
import {
  InventoryContainersQuery,
  InventoryReader,
  KnownContainer,
  KnownStalePage,
} from '../inventory/InventoryReader';
import { countByHost } from './reading/countByHost';
import { countByState } from './reading/countByState';
import { countContainers } from './reading/countContainers';
import { findContainer } from './reading/findContainer';
import { findContainers } from './reading/findContainers';
import { listClaimProblems } from './reading/listClaimProblems';
import { listContainers } from './reading/listContainers';
import { listHosts } from './reading/listHosts';
import { listOfContainers } from './reading/listOfContainers';
import { listSnoozes, snoozeKey } from './reading/listSnoozes';
import { readOwnership } from './reading/readOwnership';
import { ContainerWithHostRow } from './reading/selectContainers';
import { sumStale } from './reading/sumStale';
import { toContainer, toContainerDetail } from './reading/toContainer';
import { toFilterable } from './reading/toFilterable';
import { toHost } from './reading/toHost';
import { toReclaimable } from './reading/toStale';
import { toSummary } from './reading/toSummary';
import { SIZES_TABLE, STALE_TABLE, SizeRow, StaleRow } from './tables';

/**
 * The inventory as the tables have it. Each answer is made of a few statements of
 * their own, so a list and its total may differ by what was written in between.
 */
export class DatabaseInventoryReader implements InventoryReader {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseInventoryReader {
    return new DatabaseInventoryReader(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async listContainers(
    query: InventoryContainersQuery,
    visible: ContainerFilter | undefined,
  ): Promise<Page<Container>> {
    const knex = this.#knex;
    const page = await listContainers({ knex, query, visible });
    return {
      items: await this.#toContainers(page.items),
      pageInfo: page.pageInfo,
      totalItems: await countContainers({ knex, query, visible }),
    };
  }

  async listStale(
    query: InventoryContainersQuery & { staleness: 'stale' | 'snoozed' },
    visible: ContainerFilter | undefined,
  ): Promise<KnownStalePage> {
    const knex = this.#knex;
    const { staleness } = query;
    const wanted: InventoryContainersQuery = {
      order: { field: 'since', direction: 'asc' },
      ...query,
      presence: ['present'],
    };
    const page = await listContainers({ knex, query: wanted, visible });
    const containers = await this.#toContainers(page.items);
    const sizes = await this.#listSizes(containers);
    const snoozes = await listSnoozes({ knex, containers });
    const sums = (await sumStale({ knex, query: wanted, visible }))[staleness];
    const { count, ...totals } = sums;
    return {
      // It may have been used again between two statements.
      items: containers.flatMap(({ stale, ...container }) => {
        const size = sizes.get(containerResourceRef(container));
        const snooze = snoozes.get(snoozeKey(container));
        return stale
          ? [
              {
                ...container,
                stale,
                ...(size && { reclaimable: toReclaimable(size) }),
                ...(snooze && { snooze }),
              },
            ]
          : [];
      }),
      pageInfo: page.pageInfo,
      totalItems: count,
      totals,
    };
  }

  async getContainer(
    ref: { host: string; id: string },
    visible?: ContainerFilter,
  ): Promise<KnownContainer | undefined> {
    const knex = this.#knex;
    const row = await findContainer({ knex, ...ref, visible });
    if (!row) {
      return undefined;
    }
    const [ownership, staleByContainer, sizes, snoozes] = await Promise.all([
      readOwnership(knex, [row]),
      this.#listStaleRows([row]),
      this.#listSizes([row]),
      listSnoozes({ knex, containers: [row] }),
    ]);
    return toContainerDetail(row, ownership, {
      staleByContainer,
      snooze: snoozes.get(snoozeKey(row)),
      size: sizes.get(containerResourceRef(row)),
    });
  }

  async getContainers(
    refs: { host: string; id: string }[],
  ): Promise<(Container | undefined)[]> {
    const rows = await findContainers({ knex: this.#knex, refs });
    const found = new Map(
      (await this.#toContainers(rows)).map(container => [
        containerResourceRef(container),
        container,
      ]),
    );
    return refs.map(ref => found.get(containerResourceRef(ref)));
  }

  async getReclaimables(
    refs: readonly { host: string; id: string }[],
  ): Promise<Map<string, Reclaimable>> {
    const sizes = await this.#listSizes(refs);
    return new Map([...sizes].map(([ref, row]) => [ref, toReclaimable(row)]));
  }

  async getFilterables(
    refs: { host: string; id: string }[],
  ): Promise<(FilterableContainer | undefined)[]> {
    const rows = await findContainers({ knex: this.#knex, refs });
    const ownership = await readOwnership(this.#knex, rows);
    const found = new Map(
      rows.map(row => [
        containerResourceRef(row),
        toFilterable(row, ownership),
      ]),
    );
    return refs.map(ref => found.get(containerResourceRef(ref)));
  }

  async listHosts(
    visible: ContainerFilter | undefined | 'none',
  ): Promise<Host[]> {
    return this.#readHosts(visible);
  }

  async getHost(
    name: string,
    visible: ContainerFilter | undefined | 'none',
  ): Promise<Host | undefined> {
    const [host] = await this.#readHosts(visible, name);
    if (!host || visible === 'none') {
      return host;
    }
    const claimProblems = await listClaimProblems({
      knex: this.#knex,
      host: name,
      visible,
    });
    return { ...host, ...(claimProblems.length > 0 && { claimProblems }) };
  }

  async summarize(options: {
    visible: ContainerFilter | undefined | 'none';
    hosts: boolean;
  }): Promise<Summary> {
    const knex = this.#knex;
    const { visible } = options;
    return toSummary(
      options.hosts ? await listHosts({ knex }) : [],
      visible === 'none' ? [] : await countByState({ knex, visible }),
      visible === 'none'
        ? undefined
        : await sumStale({ knex, query: {}, visible }),
    );
  }

  async #readHosts(
    visible: ContainerFilter | undefined | 'none',
    name?: string,
  ): Promise<Host[]> {
    const knex = this.#knex;
    const rows = await listHosts({ knex, name });
    const counts =
      visible === 'none'
        ? undefined
        : await countByHost({ knex, visible, host: name });
    return rows.map(row => toHost(row, counts?.get(row.name)));
  }

  async #toContainers(rows: ContainerWithHostRow[]): Promise<Container[]> {
    const ownership = await readOwnership(this.#knex, rows);
    const staleByContainer = await this.#listStaleRows(rows);
    return rows.map(row => toContainer(row, ownership, { staleByContainer }));
  }

  #listStaleRows(
    containers: readonly { host: string; id: string }[],
  ): Promise<Map<string, StaleRow>> {
    return listOfContainers({
      knex: this.#knex,
      table: STALE_TABLE,
      containers,
    });
  }

  #listSizes(
    containers: readonly { host: string; id: string }[],
  ): Promise<Map<string, SizeRow>> {
    return listOfContainers({
      knex: this.#knex,
      table: SIZES_TABLE,
      containers,
    });
  }
}
