/** How a host of the configuration is reached. */
export type HostConnectionConfig =
  | { kind: 'unix'; socketPath: string }
  | {
      kind: 'tcp';
      hostname: string;
      port: number;
      /** Paths of PEM files, read anew at each connect. */
      tls?: { caFile: string; certFile: string; keyFile: string };
    }
  /** Cannot be tried; `problem` names the config path, the value and the cure. */
  | { kind: 'misconfigured'; problem: string };

/** One entry of `dockerWatcher.hosts`. */
export interface HostConfig {
  readonly name: string;
  readonly title: string;
  readonly addresses: readonly string[];
  readonly entityRef?: string;
  readonly readOnly: boolean;
  /** Owners whose annotations count; `*` stands for everybody. None if left out. */
  readonly trustAnnotationsFrom?: readonly string[];
  /** Of its containers; the settings' if left out. */
  readonly staleThresholdDays?: number;
  readonly connection: HostConnectionConfig;
}

/** Everything under `dockerWatcher`, with defaults filled in. Frozen. */
export interface DockerWatcherConfig {
  /**
   * Users and groups who may make changes while the permission framework is off, as
   * full entity references in lower case.
   */
  readonly admins: readonly string[];
  /** Refuses every change on every host. */
  readonly readOnly: boolean;
  readonly hosts: readonly HostConfig[];
  /** Between two complete lists of a host, in milliseconds. */
  readonly reconcileIntervalMs: number;
  /** How long a removed container is remembered, in milliseconds. */
  readonly keepRemovedMs: number;
  /** How long events are kept by their severity, in milliseconds. */
  readonly eventRetentionMs: {
    readonly info: number;
    readonly warn: number;
    readonly error: number;
  };
  /** After how many days without running a container is stale. */
  readonly staleThresholdDays: number;
}
