import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  CONTAINER_ACTIONS,
  ContainerAction,
  ContainerActionsObstacle,
  ContainerDetail,
  dockerWatcherContainerRemovePermission,
  dockerWatcherContainerRestartPermission,
  dockerWatcherContainerStartPermission,
  dockerWatcherContainerStopPermission,
} from 'backstage-plugin-docker-watcher-common';
import { InventoryReader, KnownContainer } from '../inventory/InventoryReader';
import { matchesContainerFilter } from '../inventory/matchesContainerFilter';
import { ActionHost } from '../lifecycle/ActionTarget';
import { ChangeDecisions } from './ChangeDecisions';
import { ContainerPermission, ReaderDecisions } from './ReaderDecisions';

const PERMISSIONS: Record<ContainerAction, ContainerPermission> = {
  start: dockerWatcherContainerStartPermission,
  stop: dockerWatcherContainerStopPermission,
  restart: dockerWatcherContainerRestartPermission,
  remove: dockerWatcherContainerRemovePermission,
};

/**
 * Who may do what to a container that they may read.
 *
 * - Where nothing may be changed, nobody may: not while the whole plugin or the host
 *   is read-only.
 * - Without the permission framework only admins may, and never a service.
 * - Else the policy's decision on the action's permission is applied to the container
 *   as we know it. A claim to it by annotation, which anybody can make, does not count
 *   unless its host trusts it.
 */
export class ContainerActionDecisions {
  readonly #decisions: ReaderDecisions;
  readonly #changes: ChangeDecisions;
  readonly #inventory: Pick<InventoryReader, 'getFilterables'>;
  readonly #hosts: ReadonlyMap<string, ActionHost>;

  static create(options: {
    decisions: ReaderDecisions;
    changes: ChangeDecisions;
    inventory: Pick<InventoryReader, 'getFilterables'>;
    hosts: ReadonlyMap<string, ActionHost>;
  }): ContainerActionDecisions {
    return new ContainerActionDecisions(options);
  }

  private constructor(
    options: Parameters<typeof ContainerActionDecisions.create>[0],
  ) {
    this.#decisions = options.decisions;
    this.#changes = options.changes;
    this.#inventory = options.inventory;
    this.#hosts = options.hosts;
  }

  /** What the caller may do, and what keeps everybody from doing anything. */
  async describe(
    container: KnownContainer,
    credentials: BackstageCredentials,
  ): Promise<Pick<ContainerDetail, 'allowedActions' | 'actionsObstacle'>> {
    const actionsObstacle = this.#obstacleTo(container);
    if (actionsObstacle) {
      return { allowedActions: [], actionsObstacle };
    }
    if (!(await this.#changes.isChanger(credentials))) {
      return { allowedActions: [] };
    }
    const allowed = await this.#allowed(
      CONTAINER_ACTIONS,
      container,
      credentials,
    );
    return { allowedActions: allowed };
  }

  /**
   * @returns who wants it, as an entity reference.
   * @throws NotAllowedError that says what is missing, or where it is forbidden.
   */
  async require(
    action: ContainerAction,
    container: KnownContainer,
    credentials: BackstageCredentials,
  ): Promise<{ actor: string }> {
    const permission = PERMISSIONS[action];
    const { actor } = await this.#changes.requireChanger(
      permission,
      credentials,
    );
    const allowed = await this.#allowed([action], container, credentials);
    if (allowed.length === 0) {
      throw new NotAllowedError(
        `Missing permission ${permission.name} for container '${container.name}' on host '${container.host}'. It is given by the portal's permission policy, often to owners of the entity that the container names with a label, or that its host trusts to claim it.`,
      );
    }
    const reason = this.#hosts.get(container.host)?.readOnlyBecause;
    if (reason) {
      throw new NotAllowedError(
        `Host '${container.host}' is read-only: ${reason}`,
      );
    }
    return { actor };
  }

  async #allowed(
    actions: readonly ContainerAction[],
    container: KnownContainer,
    credentials: BackstageCredentials,
  ): Promise<ContainerAction[]> {
    const filters = await this.#decisions.permittedByEach(
      actions.map(action => PERMISSIONS[action]),
      credentials,
    );
    const [known] = await this.#inventory.getFilterables([container]);
    return actions.filter((_, index) => {
      const filter = filters[index];
      return (
        filter === undefined ||
        (filter !== 'none' && known && matchesContainerFilter(known, filter))
      );
    });
  }

  #obstacleTo(container: KnownContainer): ContainerActionsObstacle | undefined {
    const { host, presence } = container;
    if (presence === 'missing') {
      return 'removed';
    }
    if (this.#hosts.get(host)?.readOnlyBecause) {
      return 'read-only';
    }
    return presence === 'unknown' ? 'host-unreachable' : undefined;
  }
}
