import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  CONTAINER_ACTIONS,
  ContainerAction,
  ContainerActionsObstacle,
  ContainerDetail,
  StaleContainer,
  dockerWatcherContainerRemovePermission,
  dockerWatcherContainerRestartPermission,
  dockerWatcherContainerSnoozePermission,
  dockerWatcherContainerStartPermission,
  dockerWatcherContainerStopPermission,
} from 'backstage-plugin-docker-watcher-common';
import { InventoryReader, KnownContainer } from '../inventory/InventoryReader';
import { matchesContainerFilter } from '../inventory/matchesContainerFilter';
import { ActionHost } from '../lifecycle/ActionTarget';
import { ChangeDecisions } from './ChangeDecisions';
import { ContainerPermission, ReaderDecisions } from './ReaderDecisions';

/** What somebody may do about a container: to it, or to how the portal sees it. */
type Deed = ContainerAction | 'snooze';

const PERMISSIONS: Record<Deed, ContainerPermission> = {
  start: dockerWatcherContainerStartPermission,
  stop: dockerWatcherContainerStopPermission,
  restart: dockerWatcherContainerRestartPermission,
  remove: dockerWatcherContainerRemovePermission,
  snooze: dockerWatcherContainerSnoozePermission,
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
  ): Promise<
    Pick<ContainerDetail, 'allowedActions' | 'actionsObstacle' | 'maySnooze'>
  > {
    const actionsObstacle = this.#obstacleTo(container);
    const nothing = { allowedActions: [], maySnooze: false };
    if (actionsObstacle === 'removed') {
      return { ...nothing, actionsObstacle };
    }
    // A snooze is about the portal alone, so nothing about the host is in its way.
    const actions = actionsObstacle ? [] : CONTAINER_ACTIONS;
    const isChanger = await this.#changes.isChanger(credentials);
    const allowed = isChanger
      ? await this.#allowed([...actions, 'snooze'], container, credentials)
      : [];
    return {
      allowedActions: actions.filter(action => allowed.includes(action)),
      ...(actionsObstacle && { actionsObstacle }),
      maySnooze: allowed.includes('snooze'),
    };
  }

  /** The same of many stale containers, in their order, with few questions. */
  async describeStale(
    containers: readonly { host: string; id: string }[],
    credentials: BackstageCredentials,
  ): Promise<Pick<StaleContainer, 'mayRemove' | 'maySnooze'>[]> {
    if (!(await this.#changes.isChanger(credentials))) {
      return containers.map(() => ({ mayRemove: false, maySnooze: false }));
    }
    const [removable, snoozable] = await Promise.all(
      [
        dockerWatcherContainerRemovePermission,
        dockerWatcherContainerSnoozePermission,
      ].map(one => this.#permitted(one, containers, credentials)),
    );
    return containers.map(({ host }, index) => ({
      mayRemove: removable[index] && !this.#hosts.get(host)?.readOnlyBecause,
      maySnooze: snoozable[index],
    }));
  }

  /** See {@link ChangeDecisions.requireChanger}. */
  async requireChanger(
    permission: ContainerPermission,
    credentials: BackstageCredentials,
  ): Promise<{ actor: string }> {
    return this.#changes.requireChanger(permission, credentials);
  }

  /** Why each of them must not be removed by the caller, in their order, if so. */
  async refusalsToRemove(
    containers: readonly { host: string; id: string; name: string }[],
    credentials: BackstageCredentials,
  ): Promise<(string | undefined)[]> {
    const permitted = await this.#permitted(
      dockerWatcherContainerRemovePermission,
      containers,
      credentials,
    );
    return containers.map((container, index) =>
      permitted[index]
        ? this.#readOnly(container)
        : missing(dockerWatcherContainerRemovePermission, container),
    );
  }

  /**
   * @returns who wants to snooze it, as an entity reference.
   * @throws NotAllowedError that says what is missing.
   */
  async requireSnooze(
    container: KnownContainer,
    credentials: BackstageCredentials,
  ): Promise<{ actor: string }> {
    const permission = dockerWatcherContainerSnoozePermission;
    const caller = await this.#changes.requireChanger(permission, credentials);
    const [isPermitted] = await this.#permitted(
      permission,
      [container],
      credentials,
    );
    if (!isPermitted) {
      throw new NotAllowedError(missing(permission, container));
    }
    return caller;
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
      throw new NotAllowedError(missing(permission, container));
    }
    const reason = this.#readOnly(container);
    if (reason !== undefined) {
      throw new NotAllowedError(reason);
    }
    return { actor };
  }

  async #allowed(
    actions: readonly Deed[],
    container: KnownContainer,
    credentials: BackstageCredentials,
  ): Promise<Deed[]> {
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

  async #permitted(
    permission: ContainerPermission,
    containers: readonly { host: string; id: string }[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const filter = await this.#decisions.permittedContainers(
      permission,
      credentials,
    );
    if (filter === undefined || filter === 'none') {
      return containers.map(() => filter === undefined);
    }
    const known = await this.#inventory.getFilterables([...containers]);
    return known.map(
      one => one !== undefined && matchesContainerFilter(one, filter),
    );
  }

  #readOnly({ host }: { host: string }): string | undefined {
    const reason = this.#hosts.get(host)?.readOnlyBecause;
    return reason && `Host '${host}' is read-only: ${reason}`;
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

function missing(
  permission: ContainerPermission,
  container: { host: string; name: string },
): string {
  return `Missing permission ${permission.name} for container '${container.name}' on host '${container.host}'. It is given by the portal's permission policy, often to owners of the entity that the container names with a label, or that its host trusts to claim it.`;
}
