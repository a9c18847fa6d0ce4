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
import { dockerWatcherContainerReadPermission } from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';

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

  /** Which containers may be read: those of a filter, none, or, if undefined, all. */
  async visibleContainers(
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

export function notAllowed(
  ...permissions: { name: string }[]
): NotAllowedError {
  return new NotAllowedError(
    `Missing permission ${permissions.map(({ name }) => name).join(' or ')}`,
  );
}
