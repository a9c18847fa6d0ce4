import { ContainerAction, ContainerHealth } from './Container';
import { StaleThresholdSource } from './Stale';

/**
 * How much an event matters: `error` wants somebody to act, `warn` somebody to know.
 * @public
 */
export type EventSeverity = 'info' | 'warn' | 'error';

/**
 * What part of the system an event is about.
 * @public
 */
export type EventSource =
  | 'host'
  | 'container'
  | 'stale'
  | 'proxy'
  | 'settings'
  | 'notification'
  | 'user';

/**
 * What each kind of event tells beyond its message.
 *
 * @remarks Details hold no secrets: no environment values, commands or arguments.
 * @public
 */
export interface WatcherEventDetails {
  'container.created': { image: string };
  'container.started': { image: string };
  /** It ended by itself or by an engine's decision. */
  'container.died': {
    exitCode?: number;
    oomKilled?: boolean;
    /** How long it ran, in milliseconds. */
    ranForMs?: number;
  };
  /** It ended because somebody asked for it. */
  'container.stopped': {
    exitCode?: number;
    /** Number or name of the signal it was sent. */
    signal?: string;
    ranForMs?: number;
  };
  'container.restarted': { exitCode?: number };
  'container.paused': Record<string, never>;
  'container.unpaused': Record<string, never>;
  'container.renamed': { from: string; to: string };
  'container.removed': { image: string };
  'container.health-changed': { from: ContainerHealth; to: ContainerHealth };
  /** Starts and ends are no longer told one by one until it ends. */
  'container.crash-looping': {
    restarts: number;
    windowMs: number;
    exitCode?: number;
  };
  'container.crash-loop-ended': { restarts: number; durationMs: number };
  'host.connected': { product: string; version: string; apiVersion: string };
  'host.unreachable': { reason: string };
  'host.misconfigured': { reason: string };
  /** Nobody has used it for longer than its threshold. */
  'container.stale': {
    thresholdDays: number;
    thresholdFrom: StaleThresholdSource;
    /** When it was last known to be alive, or was created; ISO 8601 in UTC. */
    lastAliveAt: string;
    reasons: string[];
  };
  'container.no-longer-stale': {
    /** `exempt`: its label or a rule says that it is to be kept. */
    because: 'alive' | 'threshold' | 'snoozed' | 'exempt';
  };
  /** Somebody wants to keep it for now, and all that follow it in its workload. */
  'stale.snoozed': {
    /** ISO 8601 in UTC. */
    until: string;
    days: number;
    note?: string;
  };
  /** Somebody ended it before its time. */
  'stale.snooze-ended': {
    /** How long it would have lasted, ISO 8601 in UTC. */
    until: string;
  };
  'settings.changed': {
    version: number;
    /** Before and after, by the path of the setting; 'config' follows the configuration. */
    changes: {
      field: string;
      from: number | string | boolean;
      to: number | string | boolean;
    }[];
  };
  /** Somebody asked for it through the portal, and what came of it. */
  'user.container-action': {
    action: ContainerAction;
    outcome: 'succeeded' | 'refused' | 'failed';
    /** Why it did not succeed. */
    reason?: string;
    /** Of a removal: its volumes without a name were to go with it. */
    removeVolumes?: boolean;
  };
}

/**
 * The name of an event's kind, `subject.what`. Whether a container is stale is told by
 * the source `stale`, of all others the subject is the source.
 * @public
 */
export type EventKind = keyof WatcherEventDetails;

/**
 * What happened, as the log keeps it. Times are ISO 8601 in UTC.
 * @public
 */
export type WatcherEvent = {
  [K in EventKind]: WatcherEventBase & {
    kind: K;
    details: WatcherEventDetails[K];
  };
}[EventKind];

/**
 * What events of all kinds have.
 * @public
 */
export interface WatcherEventBase {
  /** Decimal number that grows in the order of the log. */
  id: string;
  /** When it was appended; never goes back along the log. */
  at: string;
  /** When it happened by the source's clock. */
  occurredAt: string;
  severity: EventSeverity;
  source: EventSource;
  host?: string;
  containerId?: string;
  containerName?: string;
  workload?: string;
  proxyId?: string;
  entityRef?: string;
  /** Entity reference of the user who asked for it through the portal. */
  actor?: string;
  /** Not seen happening, but concluded from a later look. */
  inferred: boolean;
  /** One sentence for people. */
  message: string;
}
