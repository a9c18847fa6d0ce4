import { ContainerPort } from 'backstage-plugin-docker-watcher-common';

/** A port as it is shown: with a link only where a browser has a chance to open it. */
export interface PortView {
  key: string;
  /** `8080→80` when published, `80` when only exposed, `/udp` unless it is TCP. */
  label: string;
  published: boolean;
  href?: string;
  /** Published on the host's loopback address alone. */
  hostOnly: boolean;
}

/** Well-known ports whose servers do not speak HTTP; a link would only confuse. */
const NOT_HTTP = new Set([
  21, 22, 23, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883,
  2181, 2222, 3306, 3389, 4222, 5432, 5671, 5672, 6379, 8883, 9042, 9092, 9093,
  11211, 27017, 27018,
]);
const HTTPS = new Set([443, 4443, 8443, 9443, 10443]);
const WILDCARDS = new Set(['', '0.0.0.0', '::', '[::]', '*']);
const DNS_NAME =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;
const IPV6 = /^[0-9a-f:]*:[0-9a-f:.]*$/i;

function isLoopback(address: string): boolean {
  const bare = address.trim().replace(/^\[(.*)\]$/, '$1');
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(bare);
}

/**
 * The address as it stands in a URL.
 *
 * @returns `undefined` unless it is a plain name or IP address: addresses come
 * from configuration and engines, and nothing else may find its way into a link.
 */
export function urlHost(address: string): string | undefined {
  const bare = address.trim().replace(/^\[(.*)\]$/, '$1');
  if (DNS_NAME.test(bare)) {
    return bare;
  }
  return IPV6.test(bare) ? `[${bare}]` : undefined;
}

function portHref(
  port: ContainerPort,
  addresses: readonly string[],
): string | undefined {
  const { publicPort, privatePort, protocol, ip = '' } = port;
  if (
    publicPort === undefined ||
    !Number.isInteger(publicPort) ||
    publicPort < 1 ||
    publicPort > 65535 ||
    protocol !== 'tcp' ||
    NOT_HTTP.has(privatePort) ||
    // Only who reaches the host by its loopback address sits where it answers.
    (isLoopback(ip) && !addresses.some(isLoopback))
  ) {
    return undefined;
  }
  // A port bound to one address answers nowhere else.
  const candidates = WILDCARDS.has(ip) ? addresses : [ip];
  const host = candidates.map(urlHost).find(Boolean);
  if (!host) {
    return undefined;
  }
  const scheme =
    HTTPS.has(privatePort) || HTTPS.has(publicPort) ? 'https' : 'http';
  const isDefault = publicPort === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${host}${isDefault ? '' : `:${publicPort}`}/`;
}

/**
 * Ports in the order people look for them: published first, then by number. The
 * IPv4 and the IPv6 binding of the same port are one.
 */
export function describePorts(
  ports: readonly ContainerPort[],
  addresses: readonly string[],
): PortView[] {
  const views = new Map<string, PortView & { order: number }>();
  for (const port of ports) {
    const { ip = '', publicPort, privatePort, protocol } = port;
    const hostOnly = publicPort !== undefined && isLoopback(ip);
    const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
    const label =
      publicPort === undefined
        ? `${privatePort}${suffix}`
        : `${publicPort}→${privatePort}${suffix}`;
    const known = views.get(label);
    const href = portHref(port, addresses);
    if (known) {
      known.href ??= href;
      known.hostOnly &&= hostOnly;
      continue;
    }
    views.set(label, {
      key: label,
      label,
      published: publicPort !== undefined,
      href,
      hostOnly,
      order: publicPort ?? 100_000 + privatePort,
    });
  }
  return [...views.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ order, ...view }) => view);
}
