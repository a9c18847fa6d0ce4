/**
 * What we know of the connection to a host.
 *
 * @remarks `misconfigured` hosts are not tried until the configuration changes.
 * @public
 */
export type HostState =
  | 'connecting'
  | 'connected'
  | 'unreachable'
  | 'misconfigured';

/**
 * The engine that answers for a host.
 * @public
 */
export interface HostEngine {
  /** `docker`, `podman` or, for the demo's pretended host, `simulated`. */
  product: string;
  version: string;
  /** Version of the API agreed on at the last connect, such as `1.41`. */
  apiVersion: string;
  os?: string;
  architecture?: string;
}

/**
 * Numbers of containers on one host that the reader may see.
 * @public
 */
export interface HostContainerCounts {
  total: number;
  running: number;
  unhealthy: number;
}

/**
 * A container that belongs to nobody although somebody meant it to.
 * @public
 */
export interface HostClaimProblem {
  id: string;
  name: string;
  problem: string;
  cure: string;
}

/**
 * A Docker host. Times are ISO 8601 in UTC.
 * @public
 */
export interface Host {
  /** Unique, matches {@link HOST_NAME_PATTERN}. */
  name: string;
  title: string;
  state: HostState;
  /** Since when it has been in this state. */
  stateSince: string;
  /** Why it is not connected, and what would help. */
  error?: string;
  engine?: HostEngine;
  /** Names and addresses under which its published ports are reached. */
  addresses: string[];
  containers: HostContainerCounts;
  /** End of the last complete list. */
  lastSyncAt?: string;
  /** The engine's clock minus ours, in milliseconds. */
  clockSkewMs?: number;
  /** A pretended host of the demo portal. */
  simulated: boolean;
  /** No change of any kind is allowed on it. */
  readOnly: boolean;
  entityRef?: string;
  /**
   * Only of a single host, and only of containers the reader may see; at most 50. Left
   * out when there are none.
   */
  claimProblems?: HostClaimProblem[];
}
