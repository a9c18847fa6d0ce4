import { Knex } from 'knex';
import {
  Container,
  Host,
  Page,
  Summary,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { FilterableContainer } from '../inventory/matchesContainerFilter';
import {
  InventoryContainersQuery,
  InventoryReader,
  KnownContainer,
} from '../inventory/InventoryReader';
import { countByHost } from './reading/countByHost';
import { countByState } from './reading/countByState';
import { countContainers } from './reading/countContainers';
import { findContainer } from './reading/findContainer';
import { findContainers } from './reading/findContainers';
import { listClaimProblems } from './reading/listClaimProblems';
import { listClaims } from './reading/listClaims';
import { listContainers } from './reading/listContainers';
import { listHosts } from './reading/listHosts';
import { listOwners } from './reading/listOwners';
import { ContainerWithHostRow } from './reading/selectContainers';
import {
  ReadOwnership,
  entityRefOf,
  toContainer,
  toContainerDetail,
} from './reading/toContainer';
import { toFilterable } from './reading/toFilterable';
import { toHost } from './reading/toHost';
import { toSummary } from './reading/toSummary';

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

  async getContainer(
    ref: { host: string; id: string },
    visible?: ContainerFilter,
  ): Promise<KnownContainer | undefined> {
    const row = await findContainer({ knex: this.#knex, ...ref, visible });
    return row && toContainerDetail(row, await this.#ownershipOf([row]));
  }

  async getFilterables(
    refs: { host: string; id: string }[],
  ): Promise<(FilterableContainer | undefined)[]> {
    const rows = await findContainers({ knex: this.#knex, refs });
    const ownership = await this.#ownershipOf(rows);
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
    const ownership = await this.#ownershipOf(rows);
    return rows.map(row => toContainer(row, ownership));
  }

  async #ownershipOf(rows: ContainerWithHostRow[]): Promise<ReadOwnership> {
    const knex = this.#knex;
    const claimsByContainer = await listClaims({ knex, containers: rows });
    const entityRefs = new Set(rows.flatMap(row => entityRefOf(row) ?? []));
    for (const claims of claimsByContainer.values()) {
      claims.forEach(({ entityRef }) => entityRefs.add(entityRef));
    }
    return {
      claimsByContainer,
      ownersByEntity: await listOwners({ knex, entityRefs: [...entityRefs] }),
    };
  }
}
