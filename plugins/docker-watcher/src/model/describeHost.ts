import { Host, HostEngine } from 'backstage-plugin-docker-watcher-common';

const NOTEWORTHY_SKEW_MS = 5_000;
const PRODUCTS: Record<string, string> = {
  docker: 'Docker',
  podman: 'Podman',
  simulated: 'Simulated engine',
};

/** How an engine is introduced: `Docker 27.3.1`, and `linux/amd64` if it told. */
export function describeEngine(engine: HostEngine): {
  name: string;
  apiVersion: string;
  platform?: string;
} {
  const { product, version, apiVersion, os, architecture } = engine;
  return {
    name: `${PRODUCTS[product] ?? product} ${version}`.trim(),
    apiVersion,
    platform: [os, architecture].filter(Boolean).join('/') || undefined,
  };
}

/** A host by its title, and by its name where that says something else. */
export function nameHost(host: Pick<Host, 'name' | 'title'>): string {
  return host.title === host.name ? host.name : `${host.title} (${host.name})`;
}

/** How far a host's clock is off, when that is far enough to confuse a reader. */
export function noteworthyClockSkew(
  clockSkewMs: number | undefined,
): { ahead: boolean; seconds: number } | undefined {
  return clockSkewMs !== undefined && Math.abs(clockSkewMs) > NOTEWORTHY_SKEW_MS
    ? {
        ahead: clockSkewMs > 0,
        seconds: Math.round(Math.abs(clockSkewMs) / 1_000),
      }
    : undefined;
}
