import { Reclaimable, Snooze, Staleness } from './Stale';

/**
 * The seven states an engine can report for a container.
 *
 * @remarks Source: `State.Status` of the Docker Engine API. A container that is
 * restarting may also be running for a moment; the engine's own word is kept.
 * @public
 */
export type ContainerState =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'removing'
  | 'exited'
  | 'dead';

/**
 * The verdict of a container's own health check; `none` when it has none.
 * @public
 */
export type ContainerHealth = 'none' | 'starting' | 'healthy' | 'unhealthy';

/**
 * Whether the container is known to exist.
 *
 * @remarks `present`: in the last list of a connected host. `missing`: a
 * connected host no longer lists it. `unknown`: the host could not be asked, so
 * the rest of the record is as of `lastSeenAt`.
 * @public
 */
export type ContainerPresence = 'present' | 'missing' | 'unknown';

/**
 * A port a container exposes, with the host port it is published on, if any.
 * @public
 */
export interface ContainerPort {
  /** Address of the host it is bound to, such as `0.0.0.0` or `::`. */
  ip?: string;
  privatePort: number;
  publicPort?: number;
  protocol: 'tcp' | 'udp' | 'sctp';
}

/**
 * A volume, bind or tmpfs mounted into a container.
 * @public
 */
export interface ContainerMount {
  type: string;
  /** Name of the volume, for mounts of type `volume`. */
  name?: string;
  source?: string;
  destination: string;
  readOnly: boolean;
}

/**
 * A network a container is attached to.
 * @public
 */
export interface ContainerNetwork {
  name: string;
  ipAddress?: string;
  aliases: string[];
}

/**
 * Where a container stands in a Compose project.
 * @public
 */
export interface ComposeIdentity {
  project: string;
  service: string;
  /** Replica number, counted from 1. */
  number: number;
}

/**
 * How an entity of the catalog came to be linked to a container.
 * @public
 */
export interface ContainerClaim {
  entityRef: string;
  source: ContainerClaimSource;
  /**
   * Whether it makes the entity's owners those of the container: labels always do,
   * annotations where the host's `trustAnnotationsFrom` names an owner. Others give
   * sight of the container and nothing more.
   */
  trusted: boolean;
}

/**
 * How an entity claims a container. `label`: the container names the entity itself.
 * The others are annotations of the entity: `docker-watcher/container-name`,
 * `docker-watcher/selector`, and `docker-watcher/compose-project`.
 * @public
 */
export type ContainerClaimSource =
  | 'label'
  | 'container-name'
  | 'selector'
  | 'compose';

/**
 * What can be done to a container through the portal.
 * @public
 */
export type ContainerAction = 'start' | 'stop' | 'restart' | 'remove';

/**
 * Why nothing can be done to a container, whoever asks: its host or the whole plugin is
 * read-only, its host cannot be asked, or it was removed.
 * @public
 */
export type ContainerActionsObstacle =
  | 'read-only'
  | 'host-unreachable'
  | 'removed';

/**
 * A container as the inventory knows it. Times are ISO 8601 in UTC.
 * @public
 */
export interface Container {
  /** Name of the host in the portal's configuration. */
  host: string;
  /** The engine's full id, 64 lower-case hexadecimal digits. */
  id: string;
  /** Identity that survives recreation, see {@link deriveWorkload}. */
  workload: string;
  name: string;
  /** Image reference as given at creation, such as `nginx:1.27`. */
  image: string;
  imageId: string;
  state: ContainerState;
  health: ContainerHealth;
  presence: ContainerPresence;
  /** Only once the container has ended. */
  exitCode?: number;
  /** Whether the kernel killed it for want of memory. Only once it has ended. */
  oomKilled?: boolean;
  createdAt: string;
  startedAt?: string;
  /** Only once the container has ended. */
  finishedAt?: string;
  /** When it was last known to run, be paused or restart. */
  lastAliveAt?: string;
  /** When a list of the host last contained it. */
  lastSeenAt: string;
  restartCount: number;
  ports: ContainerPort[];
  labels: Record<string, string>;
  compose?: ComposeIdentity;
  /**
   * The one entity it is linked to: the one its label names, else the only one that
   * claims it by annotation. It belongs to that entity only if the claim is trusted.
   */
  entityRef?: string;
  /** A label comes first; it overrides the others. */
  claims: ContainerClaim[];
  /** Owners of `entityRef` by the catalog's `ownedBy` relations. */
  ownerRefs: string[];
  /**
   * Only while it is stale, or would be if it were not snoozed. Left out while its host
   * cannot be asked.
   */
  stale?: Staleness;
}

/**
 * What only a single container's view shows.
 * @public
 */
export interface ContainerDetail extends Container {
  /** The process and its arguments are not kept: they may hold secrets. */
  mounts: ContainerMount[];
  networks: ContainerNetwork[];
  /** Names of environment variables. Their values are never stored. */
  environmentNames: string[];
  /** Such as `always` or `on-failure:3`. */
  restartPolicy?: string;
  /** When the detail was last read from the engine; absent before the first time. */
  inspectedAt?: string;
  /**
   * What the caller may do to it, whatever its state: see {@link judgeContainerAction}
   * for what its state allows. Empty while there is an `actionsObstacle`.
   */
  allowedActions: ContainerAction[];
  actionsObstacle?: ContainerActionsObstacle;
  /** While its workload is kept out of the stale ones. */
  snooze?: Snooze;
  /** Whether the caller may snooze its workload, and end a snooze. */
  maySnooze: boolean;
  /** What its removal would free, as of the last measurement. */
  reclaimable?: Reclaimable;
}

/**
 * What came of an action, as far as it is known when the answer is given.
 * @public
 */
export interface ContainerActionAnswer {
  action: ContainerAction;
  /**
   * `done`: the engine did it. `unchanged`: it was so already. `pending`: the engine was
   * asked and takes its time; the event log will tell.
   */
  outcome: 'done' | 'unchanged' | 'pending';
}
