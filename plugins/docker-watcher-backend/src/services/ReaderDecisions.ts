import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER,
  dockerWatcherContainerReadPermission,
  dockerWatcherEventReadPermission,
  dockerWatcherHostReadPermission,
  dockerWatcherSettingsReadPermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { EventCondition, VisibleEvents } from '../inventory/VisibleEvents';
import { ownersCount } from '../inventory/ownersCount';

/** A permission that is decided container by container. */
export type ContainerPermission = ResourcePermission<
  typeof RESOURCE_TYPE_DOCKER_WATCHER_CONTAINER
>;

/** Asks the permission framework what a reader may see. */
export class ReaderDecisions {
  readonly #permissions: PermissionsService;
  readonly #toFilter: ConditionTransformer<ContainerFilter>;
  readonly #toEventCondition: ConditionTransformer<EventCondition>;
  readonly #mayReadSettings: (
    credentials: BackstageCredentials,
  ) => Promise<boolean>;

  static create(options: {
    permissions: PermissionsService;
    /** Of the rules on containers, see `createConditionTransformer`. */
    toFilter: ConditionTransformer<ContainerFilter>;
    /** Of the rules on events. */
    toEventCondition: ConditionTransformer<EventCondition>;
    /** Decides on `docker-watcher.settings.read`, see `ChangeDecisions`. */
    mayReadSettings: (credentials: BackstageCredentials) => Promise<boolean>;
  }): ReaderDecisions {
    return new ReaderDecisions(options);
  }

  private constructor(options: Parameters<typeof ReaderDecisions.create>[0]) {
    this.#permissions = options.permissions;
    this.#toFilter = options.toFilter;
    this.#toEventCondition = options.toEventCondition;
    this.#mayReadSettings = options.mayReadSettings;
  }

  /** @throws NotAllowedError unless the reader has the permission. */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.may(permission, credentials))) {
      throw notAllowed(permission);
    }
  }

  async may(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /**
   * Which containers may be seen: those of a filter, none, or, if undefined, all. Who
   * claims one by an annotation is an owner here.
   */
  async visibleContainers(
    credentials: BackstageCredentials,
  ): Promise<ContainerFilter | undefined | 'none'> {
    const [filter] = await this.#decide(
      [dockerWatcherContainerReadPermission],
      credentials,
      'sight',
    );
    return filter;
  }

  /**
   * Which containers a permission is given for, other than to be seen. An owner here
   * is one by the container's label, or by an annotation that its host trusts. With
   * the permission to read, that is whose events and the like may be read.
   */
  async permittedContainers(
    permission: ContainerPermission,
    credentials: BackstageCredentials,
  ): Promise<ContainerFilter | undefined | 'none'> {
    const [filter] = await this.permittedByEach([permission], credentials);
    return filter;
  }

  /** The same for several permissions, asked at once. */
  async permittedByEach(
    permissions: readonly ContainerPermission[],
    credentials: BackstageCredentials,
  ): Promise<(ContainerFilter | undefined | 'none')[]> {
    return this.#decide(permissions, credentials, 'deeds');
  }

  /**
   * Which events may be read, for everybody who lists, counts, exports or streams them.
   *
   * - Nothing without `docker-watcher.use`.
   * - Of each event `docker-watcher.event.read` is asked, and of what it is about: of a
   *   container `docker-watcher.container.read`, also after it was removed, but an
   *   annotation alone that claims it is not enough; of a host as a whole
   *   `docker-watcher.host.read`; of changed settings `docker-watcher.settings.read`.
   *
   * @throws NotAllowedError when the reader may not use the plugin.
   */
  async visibleEvents(
    credentials: BackstageCredentials,
  ): Promise<VisibleEvents | 'none'> {
    await this.require(dockerWatcherUsePermission, credentials);
    const [[event, container], hosts, settings] = await Promise.all([
      this.#permissions.authorizeConditional(
        [
          { permission: dockerWatcherEventReadPermission },
          { permission: dockerWatcherContainerReadPermission },
        ],
        { credentials },
      ),
      this.may(dockerWatcherHostReadPermission, credentials),
      this.#mayReadSettings(credentials),
    ]);
    const condition = toLimits(event, {
      transform: this.#toEventCondition,
      purpose: 'deeds',
    });
    const about = {
      containers: toLimits(container, {
        transform: this.#toFilter,
        purpose: 'deeds',
      }),
      hosts,
      settings,
    };
    return condition === 'none' ||
      (about.containers === 'none' && !about.hosts && !about.settings)
      ? 'none'
      : { condition, ...about };
  }

  async #decide(
    permissions: readonly ContainerPermission[],
    credentials: BackstageCredentials,
    purpose: 'sight' | 'deeds',
  ): Promise<(ContainerFilter | undefined | 'none')[]> {
    const decisions = await this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(decision =>
      toLimits(decision, { transform: this.#toFilter, purpose }),
    );
  }
}

function toLimits(
  decision: PolicyDecision,
  options: {
    transform: ConditionTransformer<ContainerFilter>;
    purpose: 'sight' | 'deeds';
  },
): ContainerFilter | undefined | 'none' {
  const { transform, purpose } = options;
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return undefined;
    case AuthorizeResult.CONDITIONAL:
      return ownersCount(transform(decision.conditions), { for: purpose });
    default:
      return 'none';
  }
}

/** To be said to who may see no event at all. */
export function noEventsAllowed(): NotAllowedError {
  return new NotAllowedError(
    `No event may be read: that takes ${
      dockerWatcherEventReadPermission.name
    } and one of ${[
      dockerWatcherContainerReadPermission,
      dockerWatcherHostReadPermission,
      dockerWatcherSettingsReadPermission,
    ]
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

export function notAllowed(
  ...permissions: { name: string }[]
): NotAllowedError {
  return new NotAllowedError(
    `Missing permission ${permissions.map(({ name }) => name).join(' or ')}`,
  );
}
