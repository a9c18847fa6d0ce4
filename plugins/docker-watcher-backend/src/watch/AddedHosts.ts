import { ConflictError, InputError } from '@backstage/errors';
import { HOST_NAME_PATTERN } from 'backstage-plugin-docker-watcher-common';
import {
  DockerWatcherHostsExtensionPoint,
  HostDefinition,
} from 'backstage-plugin-docker-watcher-node';
import { canonicalTrustedOwner } from '../config/canonicalTrustedOwner';
import { canonicalEntityRef } from '../lib/canonicalEntityRef';
import { WatchedHost } from './WatchedHost';

/**
 * Takes hosts from modules until watching begins. What it throws ends the start of the
 * module that called, which is how the portal's log comes to name it.
 */
export class AddedHosts implements DockerWatcherHostsExtensionPoint {
  readonly #hosts = new Map<string, WatchedHost>();
  #closed = false;

  static create(): AddedHosts {
    return new AddedHosts();
  }

  private constructor() {}

  addHost(host: HostDefinition): void {
    const { name, engine } = host;
    if (this.#closed) {
      throw new ConflictError(
        `Host '${name}' came too late, watching has begun; add it while the module is initialised`,
      );
    }
    if (typeof name !== 'string' || !HOST_NAME_PATTERN.test(name)) {
      throw new InputError(
        `Host name '${name}' must match ${HOST_NAME_PATTERN.source}; choose another`,
      );
    }
    if (this.#hosts.has(name)) {
      throw new ConflictError(
        `Duplicate host name '${name}', another module has added one; choose another`,
      );
    }
    const entityRef =
      host.entityRef === undefined
        ? undefined
        : canonicalEntityRef(host.entityRef, { kind: 'resource' });
    if (host.entityRef !== undefined && !entityRef) {
      throw new InputError(
        `Entity reference '${host.entityRef}' of host '${name}' is malformed; write one such as resource:default/build-01`,
      );
    }
    const trustAnnotationsFrom = host.trustAnnotationsFrom?.map(owner => {
      const ref = canonicalTrustedOwner(owner);
      if (ref === undefined) {
        throw new InputError(
          `Owner '${owner}' in trustAnnotationsFrom of host '${name}' is malformed; write references such as group:default/shop`,
        );
      }
      return ref;
    });
    const { staleThresholdDays } = host;
    if (
      staleThresholdDays !== undefined &&
      !(
        Number.isInteger(staleThresholdDays) &&
        staleThresholdDays >= 1 &&
        staleThresholdDays <= 3650
      )
    ) {
      throw new InputError(
        `staleThresholdDays of host '${name}' is ${staleThresholdDays}; give a whole number from 1 to 3650`,
      );
    }
    this.#hosts.set(name, {
      name,
      title: host.title ?? name,
      addresses: host.addresses ?? [],
      entityRef,
      readOnly: host.readOnly ?? false,
      simulated: host.simulated ?? false,
      ...(trustAnnotationsFrom && { trustAnnotationsFrom }),
      ...(staleThresholdDays !== undefined && { staleThresholdDays }),
      engine,
    });
  }

  /** All of them, after which no more are taken. */
  close(): WatchedHost[] {
    this.#closed = true;
    return [...this.#hosts.values()];
  }
}
