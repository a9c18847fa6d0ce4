import { BackstageCredentials } from '@backstage/backend-plugin-api';
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
import { KnownContainer } from '../inventory/InventoryReader';
import {
  DefaultInventoryService,
  noSuchContainer,
} from './DefaultInventoryService';
import { ContainerActionDecisions } from './ContainerActionDecisions';
import { InventoryCallOptions, InventoryService } from './InventoryService';
import { ReaderDecisions, notAllowed } from './ReaderDecisions';

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
  readonly #decisions: ReaderDecisions;
  readonly #actions: Pick<ContainerActionDecisions, 'describe'>;

  static create(options: {
    inventory: DefaultInventoryService;
    decisions: ReaderDecisions;
    actions: Pick<ContainerActionDecisions, 'describe'>;
  }): AuthorizedInventoryService {
    return new AuthorizedInventoryService(options);
  }

  private constructor(
    options: Parameters<typeof AuthorizedInventoryService.create>[0],
  ) {
    this.#inventory = options.inventory;
    this.#decisions = options.decisions;
    this.#actions = options.actions;
  }

  async getSummary(options: InventoryCallOptions): Promise<Summary> {
    const { credentials } = options;
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    return this.#inventory.getSummary({
      credentials,
      visible: await this.#decisions.visibleContainers(credentials),
      hosts: await this.#decisions.may(
        dockerWatcherHostReadPermission,
        credentials,
      ),
    });
  }

  async listHosts(options: InventoryCallOptions): Promise<Page<Host>> {
    const { credentials } = options;
    await this.#requireHosts(credentials);
    const visible = await this.#decisions.visibleContainers(credentials);
    return this.#inventory.listHosts({ credentials, visible });
  }

  async getHost(name: string, options: InventoryCallOptions): Promise<Host> {
    const { credentials } = options;
    await this.#requireHosts(credentials);
    const visible = await this.#decisions.visibleContainers(credentials);
    return this.#inventory.getHost(name, { credentials, visible });
  }

  async listContainers(
    query: ContainersQuery,
    options: InventoryCallOptions,
  ): Promise<Page<Container>> {
    const { credentials } = options;
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    const visible = await this.#decisions.visibleContainers(credentials);
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
    const container = await this.getReadableContainer(ref, options);
    return {
      ...container,
      ...(await this.#actions.describe(container, credentials)),
    };
  }

  /** Without what the reader may do to it. */
  async getReadableContainer(
    ref: { host: string; id: string },
    options: InventoryCallOptions,
  ): Promise<KnownContainer> {
    const { credentials } = options;
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    const visible = await this.#decisions.visibleContainers(credentials);
    if (visible === 'none') {
      throw noSuchContainer(ref);
    }
    return this.#inventory.getContainer(ref, { credentials, visible });
  }

  async #requireHosts(credentials: BackstageCredentials): Promise<void> {
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    await this.#decisions.require(dockerWatcherHostReadPermission, credentials);
  }
}
