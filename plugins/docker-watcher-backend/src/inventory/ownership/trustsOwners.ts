import { TrustsOwners } from './matchClaims';

/**
 * By what the configuration or a module says of each host; unknown ones trust nobody. Of
 * several owners all have to be trusted, because all of them gain what a claim gives.
 */
export function trustsOwners(
  hosts: readonly {
    name: string;
    trustAnnotationsFrom?: readonly string[];
  }[],
): TrustsOwners {
  const trusted = new Map<string, ReadonlySet<string>>();
  for (const { name, trustAnnotationsFrom = [] } of hosts) {
    // Of two hosts with one name, the first is the one that is watched.
    if (!trusted.has(name)) {
      trusted.set(name, new Set(trustAnnotationsFrom));
    }
  }
  return (host, ownerRefs) => {
    const owners = trusted.get(host);
    return (
      owners !== undefined &&
      (owners.has('*') ||
        (ownerRefs.length > 0 && ownerRefs.every(ref => owners.has(ref))))
    );
  };
}
