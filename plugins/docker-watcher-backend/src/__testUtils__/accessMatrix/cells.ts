import { mockCredentials } from '@backstage/backend-test-utils';

/** Which of the portals that the matrix is played on. */
export interface PortalKind {
  /** Whether the permission framework is on. */
  permissions: boolean;
  /** `dockerWatcher.readOnly`. The host `sealed` is read-only in any case. */
  readOnly: boolean;
}

export const PORTAL_KINDS: readonly PortalKind[] = [
  { permissions: true, readOnly: false },
  { permissions: true, readOnly: true },
  { permissions: false, readOnly: false },
  { permissions: false, readOnly: true },
];

/** Everybody who may come to a route, by what they are to the containers. */
export const CALLERS = [
  'anonymous',
  'stranger',
  'ownerByLabel',
  'ownerByTrustedAnnotation',
  'ownerByUntrustedAnnotation',
  'admin',
  'service',
] as const;
export type Caller = (typeof CALLERS)[number];
type User = Exclude<Caller, 'anonymous' | 'service'>;

/** One combination of the matrix. */
export interface Cell extends PortalKind {
  caller: Caller;
}

export const ADMINS = 'group:default/platform';

/** The groups a user is in; a stranger is in none. */
const TEAMS: Partial<Record<User, string>> = {
  ownerByLabel: 'group:default/label-team',
  ownerByTrustedAnnotation: 'group:default/trusted-team',
  ownerByUntrustedAnnotation: 'group:default/untrusted-team',
  admin: ADMINS,
};

const USER_REFS: Record<User, string> = {
  stranger: 'user:default/stranger',
  ownerByLabel: 'user:default/by-label',
  ownerByTrustedAnnotation: 'user:default/by-trusted',
  ownerByUntrustedAnnotation: 'user:default/by-untrusted',
  admin: 'user:default/admin',
};

export function headerOf(caller: Caller): string {
  switch (caller) {
    case 'anonymous':
      return mockCredentials.none.header();
    case 'service':
      return mockCredentials.service.header();
    default:
      return mockCredentials.user.header(USER_REFS[caller]);
  }
}

export const USER_HEADERS = Object.values(USER_REFS).map(ref =>
  mockCredentials.user.header(ref),
);

/** By what a user owns things. */
export function ownershipRefsOf(userEntityRef: string): string[] {
  const user = Object.entries(USER_REFS).find(
    ([, ref]) => ref === userEntityRef,
  );
  const team = user && TEAMS[user[0] as User];
  return team ? [userEntityRef, team] : [userEntityRef];
}

/** Who the containers of the scene belong to, by their names. */
export const OWNERS: Record<string, Caller | undefined> = {
  labelled: 'ownerByLabel',
  trusted: 'ownerByTrustedAnnotation',
  untrusted: 'ownerByUntrustedAnnotation',
  nobodys: undefined,
  /** Removed, and remembered. */
  gone: 'ownerByLabel',
};

export function teamOf(caller: Caller): string {
  return TEAMS[caller as User] ?? 'group:default/nobody';
}

/** Whether somebody is let to everything that is only looked at. */
export function seesAll({ caller, permissions }: Cell): boolean {
  return !permissions || caller === 'admin' || caller === 'service';
}

/** Sight of a container, which a claim by any annotation gives. */
export function sees(cell: Cell, container: string): boolean {
  return (
    container in OWNERS && (seesAll(cell) || OWNERS[container] === cell.caller)
  );
}

/** Its events and logs, which are for owners whose claim is trusted. */
export function readsOf(cell: Cell, container: string): boolean {
  return seesAll(cell) || (sees(cell, container) && container !== 'untrusted');
}

/** What is closed to all but administrators, and to services not. */
export function isTrusted({ caller }: Cell): boolean {
  return caller === 'admin' || caller === 'service';
}

/** Changing a container, as long as nothing is read-only. */
export function mayChange(cell: Cell, container: string): boolean {
  return (
    cell.caller === 'admin' ||
    (cell.permissions && cell.caller !== 'service' && readsOf(cell, container))
  );
}

export function mayReadHosts(cell: Cell): boolean {
  return !cell.permissions || cell.caller !== 'stranger';
}
