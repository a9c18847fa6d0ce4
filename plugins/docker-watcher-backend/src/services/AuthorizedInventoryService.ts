import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  Container,
  ContainerDetail,
  ContainersQuery,
  Host,
  Page,
  Summary,
  dockerWatcherContainerReadPermission,
  dockerWatcherHostReadPermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { matchesContainerFilter } from '../inventory/matchesContainerFilter';
import {
  DefaultInventoryService,
  noSuchContainer,
} from './DefaultInventoryService';
import { InventoryCallOptions, InventoryService } from './InventoryService';

/**
 * The one place that decides who may read what of the inventory.
 *
 * - Every call needs `docker-watcher.use`, hosts need `docker-watcher.host.read` too.
 * - Containers are limited by the decision on `docker-watcher.container.read`, and so
 *   is everything that counts them: nobody learns the number of what they may not see.
 * - A list that would always be empty is refused; a single container that may not be
 *   seen is answered exactly like one that does not exist.
 */
export class AuthorizedInventoryService implements InventoryService {
  readonly #inventory: DefaultInventoryService;
  readonly #permissions: PermissionsService;
  readonly #toFilter: ConditionTransformer<ContainerFilter>;

  static create(options: {
    inventory: DefaultInventoryService;
    permissions: PermissionsService;
    /** Of the rules on containers, see `createConditionTransformer`. */
    toFilter: ConditionTransformer<ContainerFilter>;
  }): AuthorizedInventoryService {
    return new AuthorizedInventoryService(options);
  }

  private constructor(options: {
    inventory: DefaultInventoryService;
    permissions: PermissionsService;
    toFilter: ConditionTransformer<ContainerFilter>;
  }) {
    this.#inventory = options.inventory;
    this.#permissions = options.permissions;
    this.#toFilter = options.toFilter;
  }

  async getSummary(options: InventoryCallOptions): Promise<Summary> {
    const { credentials } = options;
    await this.#require(dockerWatcherUsePermission, credentials);
    return this.#inventory.getSummary({
      credentials,
      visible: await this.#visible(credentials),
      hosts: await this.#may(dockerWatcherHostReadPermission, credentials),
    });
  }

  async listHosts(options: InventoryCallOptions): Promise<Page<Host>> {
    const { credentials } = options;
    await this.#requireHosts(credentials);
    const visible = await this.#visible(credentials);
    return this.#inventory.listHosts({ credentials, visible });
  }

  async getHost(name: string, options: InventoryCallOptions): Promise<Host> {
    const { credentials } = options;
    await this.#requireHosts(credentials);
    const visible = await this.#visible(credentials);
    return this.#inventory.getHost(name, { credentials, visible });
  }

  async listContainers(
    query: ContainersQuery,
    options: InventoryCallOptions,
  ): Promise<Page<Container>> {
    const { credentials } = options;
    await this.#require(dockerWatcherUsePermission, credentials);
    const visible = await this.#visible(credentials);
    if (visible === 'none') {
      throw notAllowed(dockerWatcherContainerReadPermission);
    }
    return this.#inventory.listContainers(query, { credentials, visible });
  }

  async getContainer(
    ref: { host: string; id: string },
    options: InventoryCallOptions,
  ): Promise<ContainerDetail> {
    const { credentials } = options;
    await this.#require(dockerWatcherUsePermission, credentials);
    const visible = await this.#visible(credentials);
    const container = await this.#inventory.getContainer(ref, { credentials });
    if (
      visible === 'none' ||
      (visible && !matchesContainerFilter(container, visible))
    ) {
      throw noSuchContainer(ref);
    }
    return container;
  }

  async #requireHosts(credentials: BackstageCredentials): Promise<void> {
    await this.#require(dockerWatcherUsePermission, credentials);
    await this.#require(dockerWatcherHostReadPermission, credentials);
  }

  async #require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#may(permission, credentials))) {
      throw notAllowed(permission);
    }
  }

  async #may(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** Which containers may be read: those of a filter, none, or, if undefined, all. */
  async #visible(
    credentials: BackstageCredentials,
  ): Promise<ContainerFilter | undefined | 'none'> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: dockerWatcherContainerReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return undefined;
      case AuthorizeResult.CONDITIONAL:
        return this.#toFilter(decision.conditions);
      default:
        return 'none';
    }
  }
}

function notAllowed(permission: { name: string }): NotAllowedError {
  return new NotAllowedError(`Missing permission ${permission.name}`);
}
