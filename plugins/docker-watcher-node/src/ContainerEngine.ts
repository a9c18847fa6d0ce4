import {
  ContainerHealth,
  ContainerMount,
  ContainerNetwork,
  ContainerPort,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';

/**
 * Options of every call to an engine.
 * @public
 */
export interface EngineCallOptions {
  /** Ends the call with an `AbortError`. */
  signal: AbortSignal;
  /** Time limit in milliseconds; each implementation has a default per call. */
  timeoutMs?: number;
}

/**
 * Who answers on a host, read anew at each connect.
 * @public
 */
export interface EngineInfo {
  /** Stable identity of the engine; cloned machines may share it. */
  engineId: string;
  /** `docker`, `podman`, `simulated` or another product's name. */
  product: string;
  version: string;
  /** The lower of our and the engine's highest API version, such as `1.41`. */
  apiVersion: string;
  os?: string;
  architecture?: string;
  /** The engine's clock at the connect, ISO 8601 in UTC. */
  systemTime?: string;
}

/**
 * A container as a list of the engine shows it.
 *
 * @remarks Lists do not tell exit codes, start and end times or restart counts.
 * @public
 */
export interface ListedContainer {
  /** 64 lower-case hexadecimal digits. */
  id: string;
  /** Without the leading slash. */
  name: string;
  image: string;
  imageId: string;
  state: ContainerState;
  /** Absent when this engine's list cannot tell; then only an inspection can. */
  health?: ContainerHealth;
  /** ISO 8601 in UTC. Not changed by a restart. */
  createdAt: string;
  ports: ContainerPort[];
  labels: Record<string, string>;
  /**
   * When the current state began as far as the list's own words allow to tell;
   * a coarse text such as `Exited (0) 3 hours ago`, good for comparing only.
   */
  statusText: string;
}

/**
 * What an inspection adds. Values of environment variables, commands and
 * arguments are dropped where the answer is parsed.
 * @public
 */
export interface InspectedContainer
  extends Omit<ListedContainer, 'statusText'> {
  health: ContainerHealth;
  exitCode?: number;
  oomKilled?: boolean;
  startedAt?: string;
  finishedAt?: string;
  restartCount: number;
  /** Such as `no`, `always` or `on-failure:3`. */
  restartPolicy?: string;
  mounts: ContainerMount[];
  networks: ContainerNetwork[];
  environmentNames: string[];
  /** Whether its output is a terminal's, so that logs are raw rather than framed. */
  tty: boolean;
  /** Logging driver, such as `json-file`. */
  logDriver?: string;
}

/**
 * What happened to a container, as the engine tells it.
 *
 * @remarks Only the actions in {@link ENGINE_EVENT_ACTIONS} are ever asked for
 * and returned; exec events carry whole command lines and are left out.
 * @public
 */
export interface EngineEvent {
  /** The engine's time in nanoseconds since the epoch, as a decimal string. */
  timeNano: string;
  action: EngineEventAction;
  containerId: string;
  name?: string;
  image?: string;
  exitCode?: number;
  /** With action `health_status`. */
  health?: ContainerHealth;
  /** With action `rename`: the name it had before. */
  oldName?: string;
  /** With action `kill`: the signal's number. */
  signal?: string;
}

/**
 * The container actions that engines are asked for.
 * @public
 */
export const ENGINE_EVENT_ACTIONS = [
  'create',
  'start',
  'restart',
  'stop',
  'die',
  'kill',
  'oom',
  'pause',
  'unpause',
  'rename',
  'update',
  'destroy',
  'health_status',
] as const;

/** @public */
export type EngineEventAction = (typeof ENGINE_EVENT_ACTIONS)[number];

/**
 * What came of asking an engine to change a container.
 *
 * @remarks
 * - `done`: it did.
 * - `unchanged`: the container was in that state already.
 * - `gone`: it has no such container, or is removing it.
 * - `refused`: the present state of the container does not allow it.
 * - `failed`: it tried, and could not; or something between forbids such calls.
 * @public
 */
export type EngineChange =
  | { result: 'done' | 'unchanged' | 'gone' }
  | {
      result: 'refused' | 'failed';
      /** What the engine said, and what would help. */
      reason: string;
    };

/**
 * Options of calls that end a container.
 * @public
 */
export interface EngineStopOptions extends EngineCallOptions {
  /**
   * How long the container may take to end by itself, in seconds, before it is killed.
   * When left out, as long as it was created with; ten seconds unless told.
   */
  graceSeconds?: number;
}

/**
 * Options of the removal of a container.
 * @public
 */
export interface EngineRemoveOptions extends EngineCallOptions {
  /** Also its volumes without a name that nothing else uses. Default: they stay. */
  removeVolumes?: boolean;
}

/**
 * What takes disk on a host, in bytes. What the engine could not measure is left out.
 * @public
 */
export interface EngineDiskUsage {
  /** By the container's full id: its writable layer. */
  containers: { id: string; writableBytes?: number }[];
  volumes: {
    name: string;
    /** Made without a name, for one container. */
    anonymous: boolean;
    bytes?: number;
    /** How many containers use it, those that do not run included. */
    users?: number;
  }[];
  images: {
    id: string;
    bytes?: number;
    /** Of `bytes`, shared with other images. */
    sharedBytes?: number;
    /** How many containers use it, those that do not run included. */
    users?: number;
  }[];
}

/**
 * A connection to an engine whose API version has been agreed on.
 *
 * @remarks A failure that means the host cannot be reached is thrown as an error
 * with the name `ServiceUnavailableError`; its message says what was tried and
 * what would help. A time limit that passed is one of these as well.
 * @public
 */
export interface EngineConnection {
  readonly info: EngineInfo;
  /** Asks for a sign of life on a connection of its own. */
  ping(options: EngineCallOptions): Promise<void>;
  /** All containers, stopped ones included. A sick container never fails the list. */
  listContainers(options: EngineCallOptions): Promise<ListedContainer[]>;
  /** @returns `undefined` when the engine has no such container. */
  inspectContainer(
    id: string,
    options: EngineCallOptions,
  ): Promise<InspectedContainer | undefined>;
  /**
   * Container events from `since` (nanoseconds, inclusive) on, then live, in the
   * order the engine sends them. Engines remember few past events and do not say
   * when they forgot some. Without `since`, from now on at the latest; events
   * since the connect may come first.
   *
   * @remarks Resolves once the engine has accepted the subscription, so a list
   * asked for afterwards misses nothing. The iteration ends without an error when
   * the signal aborts, and with one when the stream breaks or ends by itself.
   */
  followEvents(options: {
    since?: string;
    signal: AbortSignal;
  }): Promise<AsyncIterable<EngineEvent>>;
  /**
   * Starts a container that does not run.
   *
   * @remarks The calls that change something are made at most once each: none is
   * repeated when its answer is lost, because nobody knows then whether the engine
   * acted. An abort ends the waiting and not what the engine does. An engine that can
   * change nothing throws a `NotImplementedError`.
   */
  startContainer(id: string, options: EngineCallOptions): Promise<EngineChange>;
  /** Asks it to end, and kills it after its grace. Resolves when it has ended. */
  stopContainer(id: string, options: EngineStopOptions): Promise<EngineChange>;
  /** Stops it if it runs, and starts it. */
  restartContainer(
    id: string,
    options: EngineStopOptions,
  ): Promise<EngineChange>;
  /** Removes one that does not run; never by force. Volumes with a name stay. */
  removeContainer(
    id: string,
    options: EngineRemoveOptions,
  ): Promise<EngineChange>;
  /**
   * How much disk everything takes. Expensive: engines read through whole file systems
   * for it, so it is asked for rarely, one call at a time.
   *
   * @remarks An engine that cannot tell throws a `NotImplementedError`; one that is at
   * it for somebody else a `ConflictError`.
   */
  measureDiskUsage(options: EngineCallOptions): Promise<EngineDiskUsage>;
  /** Frees sockets. Calls under way end with an error. */
  close(): void;
}

/**
 * A container engine on one host. The one way the plugin talks to Docker; modules
 * bring others through {@link dockerWatcherHostsExtensionPoint}.
 * @public
 */
export interface ContainerEngine {
  /** Connects and agrees on an API version. Called anew for every session. */
  connect(options: EngineCallOptions): Promise<EngineConnection>;
}
