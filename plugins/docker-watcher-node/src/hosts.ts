import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { ContainerEngine } from './ContainerEngine';

/**
 * A host that a module adds to those of the configuration.
 * @public
 */
export interface HostDefinition {
  /** Unique among all hosts; matches `HOST_NAME_PATTERN` of the common package. */
  name: string;
  title?: string;
  /** Names and addresses under which its published ports are reached. */
  addresses?: string[];
  entityRef?: string;
  readOnly?: boolean;
  /**
   * Owners whose annotations make them owners of what they claim on this host, as
   * references of users and groups, or `['*']` for everybody. Default: nobody's.
   */
  trustAnnotationsFrom?: string[];
  /**
   * After how many days without running its containers are stale, 1 to 3650. Default:
   * the settings.
   */
  staleThresholdDays?: number;
  /** Shown as pretended wherever the host appears. */
  simulated?: boolean;
  engine: ContainerEngine;
}

/**
 * Adds hosts to the watcher.
 * @public
 */
export interface DockerWatcherHostsExtensionPoint {
  /** @throws when another host has the name already. */
  addHost(host: HostDefinition): void;
}

/**
 * Where modules add hosts.
 * @public
 */
export const dockerWatcherHostsExtensionPoint =
  createExtensionPoint<DockerWatcherHostsExtensionPoint>({
    id: 'docker-watcher.hosts',
  });
