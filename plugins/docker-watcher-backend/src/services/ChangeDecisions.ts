import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';
import { canonicalEntityRef } from '../lib/canonicalEntityRef';
import { notAllowed } from './ReaderDecisions';

/**
 * Who may change something, and who may read what is open to nobody by default.
 *
 * - Without the permission framework every permission is granted to everybody who is
 *   signed in. That is good enough for reading what hosts run, and not for this, so
 *   then only members of `dockerWatcher.admins` may.
 * - With the framework its policy decides alone, for admins as well.
 * - Changes are for users, so that the log can name who wanted them. Reading is for
 *   services too: their access is configured, with or without the framework.
 */
export class ChangeDecisions {
  readonly #permissions: PermissionsService;
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;
  readonly #permissionsEnabled: boolean;
  readonly #admins: ReadonlySet<string>;

  static create(options: {
    permissions: PermissionsService;
    auth: AuthService;
    userInfo: UserInfoService;
    /** Whether there is a policy behind `permissions`: `permission.enabled`. */
    permissionsEnabled: boolean;
    /** Full entity references in lower case. */
    admins: readonly string[];
  }): ChangeDecisions {
    return new ChangeDecisions(options);
  }

  private constructor(options: Parameters<typeof ChangeDecisions.create>[0]) {
    this.#permissions = options.permissions;
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
    this.#permissionsEnabled = options.permissionsEnabled;
    this.#admins = new Set(options.admins);
  }

  /**
   * @param request - a basic permission, or one on a resource with its `resourceRef`.
   * @returns who wants the change, as an entity reference.
   * @throws NotAllowedError that says what is missing.
   */
  async requireMayChange(
    request: AuthorizePermissionRequest,
    credentials: BackstageCredentials,
  ): Promise<{ actor: string }> {
    const actor = this.#requireUser(credentials);
    await this.#require(request, credentials);
    return { actor };
  }

  /**
   * Whether they may make changes at all, for those who go on to ask the policy about
   * the very thing themselves.
   *
   * @returns who wants the change, as an entity reference.
   * @throws NotAllowedError that says what is missing.
   */
  async requireChanger(
    permission: { name: string },
    credentials: BackstageCredentials,
  ): Promise<{ actor: string }> {
    const actor = this.#requireUser(credentials);
    await this.#requireTrusted(permission, credentials);
    return { actor };
  }

  /** The same, answered instead of thrown. */
  async isChanger(credentials: BackstageCredentials): Promise<boolean> {
    return (
      this.#auth.isPrincipal(credentials, 'user') &&
      (await this.#isTrusted(credentials))
    );
  }

  /** The same for several requests at once, answered instead of thrown. */
  async mayChange(
    requests: AuthorizePermissionRequest[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    return this.#auth.isPrincipal(credentials, 'user')
      ? this.#may(requests, credentials)
      : requests.map(() => false);
  }

  /** @throws NotAllowedError that says what is missing. */
  async requireMayReadGuarded(
    request: AuthorizePermissionRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#require(request, credentials);
  }

  async mayReadGuarded(
    request: AuthorizePermissionRequest,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [allowed] = await this.#may([request], credentials);
    return allowed;
  }

  async #require(
    request: AuthorizePermissionRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#requireTrusted(request.permission, credentials);
    const [allowed] = await this.#authorize([request], credentials);
    if (!allowed) {
      throw notAllowed(request.permission);
    }
  }

  #requireUser(credentials: BackstageCredentials): string {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        `Only users may make changes, and ${who(
          credentials,
        )} is none. Make the request with the token of a user.`,
      );
    }
    return credentials.principal.userEntityRef;
  }

  async #requireTrusted(
    permission: { name: string },
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#isTrusted(credentials))) {
      throw new NotAllowedError(
        `${
          permission.name
        } is for administrators while the permission framework is off, and ${who(
          credentials,
        )} is none of them. Set permission.enabled, or name the user or one of their groups in dockerWatcher.admins.`,
      );
    }
  }

  async #may(
    requests: AuthorizePermissionRequest[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    return (await this.#isTrusted(credentials))
      ? this.#authorize(requests, credentials)
      : requests.map(() => false);
  }

  async #authorize(
    requests: AuthorizePermissionRequest[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorize(requests, {
      credentials,
    });
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }

  /** Whether what the framework grants counts for them. */
  async #isTrusted(credentials: BackstageCredentials): Promise<boolean> {
    if (
      this.#permissionsEnabled ||
      this.#auth.isPrincipal(credentials, 'service')
    ) {
      return true;
    }
    if (
      this.#admins.size === 0 ||
      !this.#auth.isPrincipal(credentials, 'user')
    ) {
      return false;
    }
    const { userEntityRef, ownershipEntityRefs } =
      await this.#userInfo.getUserInfo(credentials);
    return [userEntityRef, ...ownershipEntityRefs].some(ref =>
      this.#admins.has(canonicalEntityRef(ref, { kind: 'user' }) ?? ref),
    );
  }
}

function who(credentials: BackstageCredentials): string {
  const { principal } = credentials;
  if (typeof principal === 'object' && principal !== null) {
    if ('userEntityRef' in principal) {
      return String(principal.userEntityRef);
    }
    if ('subject' in principal) {
      return String(principal.subject);
    }
  }
  return 'the caller';
}
