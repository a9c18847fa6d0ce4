import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ConditionTransformer } from '@backstage/plugin-permission-node';
import { dockerWatcherContainerReadPermission } from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { ownersCount } from '../inventory/ownersCount';

/** Asks the permission framework what a reader may see. */
export class ReaderDecisions {
  readonly #permissions: PermissionsService;
  readonly #toFilter: ConditionTransformer<ContainerFilter>;

  static create(options: {
    permissions: PermissionsService;
    /** Of the rules on containers, see `createConditionTransformer`. */
    toFilter: ConditionTransformer<ContainerFilter>;
  }): ReaderDecisions {
    return new ReaderDecisions(options);
  }

  private constructor(options: Parameters<typeof ReaderDecisions.create>[0]) {
    this.#permissions = options.permissions;
    this.#toFilter = options.toFilter;
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
    return this.#decide(
      dockerWatcherContainerReadPermission,
      credentials,
      'sight',
    );
  }

  /**
   * Which containers a permission is given for, other than to be seen. An owner here
   * is one by the container's label, or by an annotation that its host trusts. With
   * the permission to read, that is whose events and the like may be read.
   */
  async permittedContainers(
    permission: ResourcePermission<'docker-watcher-container'>,
    credentials: BackstageCredentials,
  ): Promise<ContainerFilter | undefined | 'none'> {
    return this.#decide(permission, credentials, 'deeds');
  }

  async #decide(
    permission: ResourcePermission<'docker-watcher-container'>,
    credentials: BackstageCredentials,
    purpose: 'sight' | 'deeds',
  ): Promise<ContainerFilter | undefined | 'none'> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return undefined;
      case AuthorizeResult.CONDITIONAL:
        return ownersCount(this.#toFilter(decision.conditions), {
          for: purpose,
        });
      default:
        return 'none';
    }
  }
}

export function notAllowed(
  ...permissions: { name: string }[]
): NotAllowedError {
  return new NotAllowedError(
    `Missing permission ${permissions.map(({ name }) => name).join(' or ')}`,
  );
}
