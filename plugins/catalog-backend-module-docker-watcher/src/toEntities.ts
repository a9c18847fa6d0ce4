import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  ResourceEntity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Container, Host } from 'backstage-plugin-docker-watcher-common';
import { ProvidedInventory } from './fetchInventory';
import { toEntityName } from './toEntityName';

/** What is not said by docker-watcher. */
export interface EntityOptions {
  namespace: string;
  owner?: string;
  system?: string;
}

/**
 * Hosts and Compose projects as resources, in a fixed order and without anything that
 * changes by itself, so that the same inventory gives the same entities.
 *
 * @remarks A host whose configuration names an entity has one already, and gets no
 * other. Only claims that are trusted relate a component: an annotation that nobody
 * trusts must not draw lines in the catalog.
 */
export function toEntities(
  inventory: ProvidedInventory,
  options: EntityOptions,
): Entity[] {
  const containersByHost = groupBy(inventory.containers, ({ host }) => host);
  return inventory.hosts.flatMap(host => {
    const containers = containersByHost.get(host.name) ?? [];
    const projects = groupBy(
      containers.filter(({ compose }) => compose),
      ({ compose }) => compose!.project,
    );
    const ref = hostRef(host, options);
    const own = host.entityRef ? [] : [toHost(host, containers, options)];
    return [
      ...own,
      ...[...projects]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([project, members]) =>
          toProject({ host, hostRef: ref, project, members }, options),
        ),
    ];
  });
}

function toHost(
  host: Host,
  containers: readonly Container[],
  options: EntityOptions,
): ResourceEntity {
  return toResource(
    {
      type: 'docker-host',
      name: hostName(host),
      title: host.title,
      description: host.simulated
        ? 'A pretended Docker host'
        : 'A Docker host that the portal watches',
      location: host.name,
      owner: options.owner,
      containers,
    },
    options,
  );
}

function toProject(
  found: {
    host: Host;
    hostRef: string;
    project: string;
    members: readonly Container[];
  },
  options: EntityOptions,
): ResourceEntity {
  const { host, project, members } = found;
  return toResource(
    {
      type: 'docker-compose-project',
      name: toEntityName('docker-project', host.name, project),
      title: `${project} on ${host.title}`,
      description: `The Compose project ${project} on the Docker host ${host.title}`,
      location: `${host.name}/${encodeURIComponent(project)}`,
      owner: commonOwner(members) ?? options.owner,
      containers: members,
      dependsOn: [found.hostRef],
    },
    options,
  );
}

function toResource(
  thing: {
    type: string;
    name: string;
    title: string;
    description: string;
    location: string;
    owner: string | undefined;
    containers: readonly Container[];
    dependsOn?: string[];
  },
  options: EntityOptions,
): ResourceEntity {
  const { type, name, title, description, dependsOn } = thing;
  const { namespace, system } = options;
  const location = `docker-watcher:${thing.location}`;
  const self = stringifyEntityRef({ kind: 'Resource', namespace, name });
  const dependencyOf = entitiesOf(thing.containers).filter(
    ref => ref !== self && !dependsOn?.includes(ref),
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace,
      name,
      title,
      description,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
      tags: ['docker'],
    },
    spec: {
      type,
      owner: thing.owner ?? 'unknown',
      ...(system !== undefined && { system }),
      ...(dependsOn && { dependsOn }),
      ...(dependencyOf.length > 0 && { dependencyOf }),
    },
  };
}

function hostName(host: Host): string {
  return toEntityName('docker-host', host.name);
}

function hostRef(host: Host, { namespace }: EntityOptions): string {
  return (
    host.entityRef ??
    stringifyEntityRef({ kind: 'Resource', namespace, name: hostName(host) })
  );
}

/** The entities that containers belong to, by their labels or by trusted claims. */
function entitiesOf(containers: readonly Container[]): string[] {
  const refs = containers.filter(isTrusted).flatMap(one => one.entityRef ?? []);
  return [...new Set(refs)].sort();
}

/** The owner that all containers of entities have in common. */
function commonOwner(containers: readonly Container[]): string | undefined {
  const [first, ...others] = containers
    .filter(isTrusted)
    .map(({ ownerRefs }) => ownerRefs);
  return first?.find(ref => others.every(refs => refs.includes(ref)));
}

function isTrusted({ entityRef, claims }: Container): boolean {
  return claims.some(claim => claim.entityRef === entityRef && claim.trusted);
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
