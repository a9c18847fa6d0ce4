import {
  ContainerClaim,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { ClaimPattern } from './parseClaimAnnotations';

/** More than this say nothing new of a container that nobody can agree on. */
const MOST_CLAIMS = 20;

/** An entity with annotations of ours that can be used. */
export interface ClaimingEntity {
  entityRef: string;
  ownerRefs: readonly string[];
  pattern: ClaimPattern;
}

/** What of a container claims go by. */
export interface ClaimableContainer {
  host: string;
  id: string;
  name: string;
  project?: string;
  service?: string;
  /** Those labels that a selector asks for. */
  labels: Readonly<Record<string, string>>;
}

/** Whether a host trusts annotations of entities with these owners. */
export type TrustsOwners = (
  host: string,
  ownerRefs: readonly string[],
) => boolean;

/**
 * Which containers are claimed by whom, by annotation.
 *
 * @returns the claims by the container's reference, trusted ones first, at most one
 * for an entity: that of a name before a selector before Compose. `examined` counts the
 * looks at containers, which is about the number of claims found: everything is looked
 * up in an index, a selector by its rarest label.
 */
export function matchClaims(options: {
  entities: readonly ClaimingEntity[];
  containers: readonly ClaimableContainer[];
  trustsOwners: TrustsOwners;
}): { claims: Map<string, ContainerClaim[]>; examined: number } {
  const { entities, containers, trustsOwners } = options;
  const index = indexContainers(containers);
  const claims = new Map<string, ContainerClaim[]>();
  let examined = 0;
  for (const { entityRef, ownerRefs, pattern } of entities) {
    const claimed = new Set<ClaimableContainer>();
    const trusting = new Map<string, boolean>();
    const claim = (
      container: ClaimableContainer,
      source: ContainerClaim['source'],
    ) => {
      if (claimed.has(container)) {
        return;
      }
      claimed.add(container);
      const { host } = container;
      const trusted = trusting.get(host) ?? trustsOwners(host, ownerRefs);
      trusting.set(host, trusted);
      const ref = containerResourceRef(container);
      const found = claims.get(ref);
      if (found) {
        found.push({ entityRef, source, trusted });
      } else {
        claims.set(ref, [{ entityRef, source, trusted }]);
      }
    };

    const on = (place: Place | undefined) => onHosts(place, pattern.hosts);
    for (const name of pattern.names) {
      for (const container of on(index.get(keyOf('name', name)))) {
        examined += 1;
        claim(container, 'container-name');
      }
    }
    for (const container of rarest(
      pattern.selector.map(({ key, value }) =>
        on(index.get(keyOf('label', key, value))),
      ),
    )) {
      examined += 1;
      if (carries(container, pattern.selector)) {
        claim(container, 'selector');
      }
    }
    if (pattern.compose) {
      const { project, service } = pattern.compose;
      const key =
        service === undefined
          ? keyOf('project', project)
          : keyOf('service', project, service);
      for (const container of on(index.get(key))) {
        examined += 1;
        claim(container, 'compose');
      }
    }
  }
  for (const [ref, found] of claims) {
    if (found.length > 1) {
      found.sort(byTrustAndName);
      claims.set(ref, found.slice(0, MOST_CLAIMS));
    }
  }
  return { claims, examined };
}

/** Containers with one thing in common, by host. */
type Place = Map<string, ClaimableContainer[]>;

function indexContainers(
  containers: readonly ClaimableContainer[],
): Map<string, Place> {
  const index = new Map<string, Place>();
  const add = (key: string, container: ClaimableContainer) => {
    const place: Place = index.get(key) ?? new Map();
    const there = place.get(container.host);
    if (there) {
      there.push(container);
    } else {
      place.set(container.host, [container]);
    }
    index.set(key, place);
  };
  for (const container of containers) {
    const { name, project, service, labels } = container;
    add(keyOf('name', name), container);
    for (const [key, value] of Object.entries(labels)) {
      add(keyOf('label', key, value), container);
    }
    if (project !== undefined) {
      add(keyOf('project', project), container);
      if (service !== undefined) {
        add(keyOf('service', project, service), container);
      }
    }
  }
  return index;
}

/** No text of ours holds a NUL, which PostgreSQL would not store. */
function keyOf(...parts: string[]): string {
  return parts.join('\0');
}

function onHosts(
  place: Place | undefined,
  hosts: readonly string[] | undefined,
): ClaimableContainer[] {
  if (!place) {
    return [];
  }
  if (!hosts) {
    const all = [...place.values()];
    return all.length === 1 ? all[0] : all.flat();
  }
  return hosts.flatMap(host => place.get(host) ?? []);
}

function rarest(candidates: ClaimableContainer[][]): ClaimableContainer[] {
  return candidates.reduce(
    (least, one) => (one.length < least.length ? one : least),
    candidates[0] ?? [],
  );
}

function carries(
  container: ClaimableContainer,
  selector: ClaimPattern['selector'],
): boolean {
  const { labels } = container;
  return selector.every(
    ({ key, value }) => Object.hasOwn(labels, key) && labels[key] === value,
  );
}

/** The order of claims: those that are trusted first. */
export function byTrustAndName(a: ContainerClaim, b: ContainerClaim): number {
  if (a.trusted !== b.trusted) {
    return a.trusted ? -1 : 1;
  }
  return a.entityRef < b.entityRef ? -1 : 1;
}
