import { Host } from 'backstage-plugin-docker-watcher-common';

/** Hosts by name. */
export type HostLookup = ReadonlyMap<string, Host>;
