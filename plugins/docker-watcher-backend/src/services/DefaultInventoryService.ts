import { AuthService, UserInfoService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  Container,
  ContainersQuery,
  Host,
  Page,
  Summary,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { InventoryReader, KnownContainer } from '../inventory/InventoryReader';
import { InventoryCallOptions, InventoryService } from './InventoryService';
import { readOwnershipRefs } from './readOwnershipRefs';

/** Without limits of its own: who may see what is decided before. */
export interface DefaultInventoryCallOptions extends InventoryCallOptions {
  /** Which containers are shown and counted; all of them when left out. */
  visible?: ContainerFilter;
}

/**
 * Answers from the inventory and decides nothing about who may ask; that is
 * `AuthorizedInventoryService`, through which everybody goes.
 */
export class DefaultInventoryService
  implements Omit<InventoryService, 'getContainer'>
{
  readonly #inventory: InventoryReader;
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;

  static create(options: {
    inventory: InventoryReader;
    auth: AuthService;
    userInfo: UserInfoService;
  }): DefaultInventoryService {
    return new DefaultInventoryService(options);
  }

  private constructor(options: {
    inventory: InventoryReader;
    auth: AuthService;
    userInfo: UserInfoService;
  }) {
    this.#inventory = options.inventory;
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
  }

  async getSummary(
    options: InventoryCallOptions & {
      visible?: ContainerFilter | 'none';
      /** Whether hosts are counted, which they are unless this is false. */
      hosts?: boolean;
    },
  ): Promise<Summary> {
    const { visible, hosts = true } = options;
    return this.#inventory.summarize({ visible, hosts });
  }

  async listHosts(
    options: InventoryCallOptions & { visible?: ContainerFilter | 'none' },
  ): Promise<Page<Host>> {
    const items = await this.#inventory.listHosts(options.visible);
    return { items, pageInfo: {}, totalItems: items.length };
  }

  async getHost(
    name: string,
    options: InventoryCallOptions & { visible?: ContainerFilter | 'none' },
  ): Promise<Host> {
    const host = await this.#inventory.getHost(name, options.visible);
    if (!host) {
      throw new NotFoundError(`No host '${name}'`);
    }
    return host;
  }

  async listContainers(
    query: ContainersQuery,
    options: DefaultInventoryCallOptions,
  ): Promise<Page<Container>> {
    const { ownedByMe, ...rest } = query;
    const ownerRefs = ownedByMe
      ? await readOwnershipRefs({
          auth: this.#auth,
          userInfo: this.#userInfo,
          credentials: options.credentials,
        })
      : undefined;
    return this.#inventory.listContainers(
      { ...rest, ownerRefs },
      options.visible,
    );
  }

  async getContainer(
    ref: { host: string; id: string },
    options: DefaultInventoryCallOptions,
  ): Promise<KnownContainer> {
    const container = await this.#inventory.getContainer(ref, options.visible);
    if (!container) {
      throw noSuchContainer(ref);
    }
    return container;
  }
}

/** The same words whether it is not there or not to be seen. */
export function noSuchContainer(ref: {
  host: string;
  id: string;
}): NotFoundError {
  return new NotFoundError(`No container '${ref.id}' on host '${ref.host}'`);
}
