import {
  ComposeIdentity,
  ContainerHealth,
  ContainerMount,
  ContainerNetwork,
  ContainerPort,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';

/**
 * A container as the watcher keeps it. Times are milliseconds since the epoch.
 *
 * @remarks While it is alive, the last sync of its host stands for `lastAliveAt`,
 * so that an unchanged container costs no write.
 */
export interface TrackedContainer {
  id: string;
  workload: string;
  name: string;
  image: string;
  imageId: string;
  state: ContainerState;
  health: ContainerHealth;
  exitCode?: number;
  oomKilled?: boolean;
  createdAt: number;
  startedAt?: number;
  finishedAt?: number;
  /** Absent while it is alive, and when it was never known to be. */
  lastAliveAt?: number;
  restartCount: number;
  compose?: ComposeIdentity;
  ports: ContainerPort[];
  labels: Record<string, string>;
  /** What its own label names; claims by annotation are no part of it. */
  entityRef?: string;
  /** What only inspections tell; of an earlier state when `inspectedAt` is absent. */
  detail?: ContainerInspectionDetail;
  /** When this state was inspected; absent when an inspection is still owed. */
  inspectedAt?: number;
  /** What the present run and those shortly before it were like. */
  run?: RunMemory;
}

/** What has to be remembered between events to tell what they mean. */
export interface RunMemory {
  /** It was sent a signal at this time of the engine, and did not start since. */
  asked?: { at: number; signal?: string };
  /** The kernel killed a process of it for want of memory since it last started. */
  oom?: true;
  /** Of one that is paused: its health until then, which holds when it goes on. */
  healthBefore?: ContainerHealth;
  /** Its state was concluded from a look, so its events may still be on their way. */
  inferred?: true;
  /** When it last ended by itself, oldest first, at times of the engine. */
  deaths?: number[];
  crashLoop?: CrashLoop;
}

/** Ends and starts in quick succession that are told as one thing. */
export interface CrashLoop {
  since: number;
  restarts: number;
  /** When it last started or ended. */
  lastChangeAt: number;
}

export interface ContainerInspectionDetail {
  mounts: ContainerMount[];
  networks: ContainerNetwork[];
  environmentNames: string[];
  restartPolicy?: string;
}

/** A container that a complete list no longer had. */
export interface ContainerRemoval {
  id: string;
  removedAt: number;
  /** When a list last had it. */
  lastSeenAt: number;
  /** Only of one that was alive until then; others keep what they have. */
  lastAliveAt?: number;
}

/** Running, paused or about to be started again. */
export function isAlive(state: ContainerState): boolean {
  return state === 'running' || state === 'paused' || state === 'restarting';
}
