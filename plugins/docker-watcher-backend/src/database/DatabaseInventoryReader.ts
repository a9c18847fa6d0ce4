import { Knex } from 'knex';
import {
  Container,
  ContainerDetail,
  Host,
  Page,
  Summary,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import {
  InventoryContainersQuery,
  InventoryReader,
} from '../inventory/InventoryReader';
import { countByHost } from './reading/countByHost';
import { countByState } from './reading/countByState';
import { countContainers } from './reading/countContainers';
import { findContainer } from './reading/findContainer';
import { findContainers } from './reading/findContainers';
import { listContainers } from './reading/listContainers';
import { listHosts } from './reading/listHosts';
import { listOwners } from './reading/listOwners';
import { ContainerWithHostRow } from './reading/selectContainers';
import { toContainer, toContainerDetail } from './reading/toContainer';
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

  async getContainer(ref: {
    host: string;
    id: string;
  }): Promise<ContainerDetail | undefined> {
    const row = await findContainer({ knex: this.#knex, ...ref });
    if (!row) {
      return undefined;
    }
    const owners = await this.#ownersOf([row]);
    return toContainerDetail(row, owners.get(row.entity_ref ?? '') ?? []);
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
    return host;
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
    const owners = await this.#ownersOf(rows);
    return rows.map(row =>
      toContainer(row, owners.get(row.entity_ref ?? '') ?? []),
    );
  }

  async #ownersOf(
    rows: ContainerWithHostRow[],
  ): Promise<Map<string, string[]>> {
    const entityRefs = rows.flatMap(row => row.entity_ref ?? []);
    return listOwners({
      knex: this.#knex,
      entityRefs: [...new Set(entityRefs)],
    });
  }
}
