import {
  ContainerHealth,
  ContainerState,
  deriveWorkload,
  LABEL_ENTITY_REF,
} from 'backstage-plugin-docker-watcher-common';
import {
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { canonicalEntityRef } from '../lib/canonicalEntityRef';
import { isSameJson } from '../lib/isSameJson';
import { parseCompose } from './parseCompose';
import { inFixedOrder } from './inFixedOrder';
import { isSamePorts, sortPorts } from './sortPorts';
import { storableName, storableText } from './storableText';
import {
  ContainerInspectionDetail,
  isAlive,
  TrackedContainer,
} from './TrackedContainer';

const LONGEST_IMAGE = 2048;
const LONGEST_LABEL = 64 * 1024;
const HIGHEST_INTEGER = 2 ** 31 - 1;

/**
 * What a container has become, by its entry in the list and, if there was one, by
 * the inspection that followed.
 *
 * @remarks What never changes in a container's life is taken from the best source
 * that ever told it, because lists and inspections word it differently: a list
 * shows an id in place of an image reference once the tag has moved on.
 */
export function trackContainer(options: {
  host: string;
  now: number;
  previous?: TrackedContainer;
  listed: ListedContainer;
  inspected?: InspectedContainer;
  /** One was tried; what is known from earlier stays, and another is owed. */
  inspectionFailed?: boolean;
  /** When a list last had the previous record. */
  previouslySeenAt?: number;
}): TrackedContainer {
  const { host, previous, listed, inspected } = options;
  // The inspection is the newer of the two.
  const state = inspected?.state ?? listed.state;
  const name = storableName((inspected ?? listed).name);
  const labels = storableLabels(listed.labels);
  const { compose, oneOff } = parseCompose(labels);
  const entityRef = canonicalEntityRef(labels[LABEL_ENTITY_REF] ?? '', {
    kind: 'component',
  });
  return withoutUndefined({
    id: listed.id,
    workload: deriveWorkload({
      host,
      name,
      compose: oneOff ? undefined : compose,
    }),
    name,
    image: inspected
      ? storableText(inspected.image, LONGEST_IMAGE)
      : previous?.image ?? storableText(listed.image, LONGEST_IMAGE),
    imageId: inspected
      ? storableText(inspected.imageId, LONGEST_IMAGE)
      : previous?.imageId ?? storableText(listed.imageId, LONGEST_IMAGE),
    state,
    health: healthOf(state, { listed, inspected, previous }),
    ...outcomeOf(state, { inspected, previous }),
    createdAt:
      (previous?.createdAt || time((inspected ?? listed).createdAt)) ?? 0,
    lastAliveAt: lastAliveAt(state, options),
    restartCount: inspected
      ? integer(inspected.restartCount) ?? 0
      : previous?.restartCount ?? 0,
    compose,
    ports: sortPorts(listed.ports),
    labels,
    entityRef,
    detail: inspected ? detailOf(inspected) : previous?.detail,
    inspectedAt: inspectedAt(state, options),
    run: previous?.run,
  });
}

/**
 * The entry that a record was last found to agree with. Neither ever changes, and an
 * engine gives the same objects again for what is the same, so nearly all of a list
 * need not be compared.
 */
const foundAsListed = new WeakMap<TrackedContainer, ListedContainer>();

/**
 * Whether a list's entry says nothing that the record does not say already, so that
 * {@link trackContainer} without an inspection would give the same record.
 */
export function isAsListed(
  container: TrackedContainer,
  listed: ListedContainer,
): boolean {
  const last = foundAsListed.get(container);
  if (last === listed) {
    return true;
  }
  const isSame =
    container.state === listed.state &&
    container.name === listed.name &&
    (listed.state !== 'running' ||
      listed.health === undefined ||
      container.health === listed.health) &&
    (last?.ports === listed.ports ||
      isSamePorts(container.ports, listed.ports)) &&
    (last?.labels === listed.labels ||
      isSameJson(container.labels, listed.labels));
  if (isSame) {
    foundAsListed.set(container, listed);
  }
  return isSame;
}

/** Whether both are the same but for the time of the inspection. */
export function isSameContainer(
  a: TrackedContainer,
  b: TrackedContainer,
): boolean {
  return isSameJson(
    { ...a, inspectedAt: a.inspectedAt !== undefined },
    { ...b, inspectedAt: b.inspectedAt !== undefined },
  );
}

/** A verdict is about a running container; engines keep that of a stopped one. */
function healthOf(
  state: ContainerState,
  known: {
    listed: ListedContainer;
    inspected?: InspectedContainer;
    previous?: TrackedContainer;
  },
): ContainerHealth {
  const { listed, inspected, previous } = known;
  return state === 'running'
    ? inspected?.health ?? listed.health ?? previous?.health ?? 'none'
    : 'none';
}

/** Facts about one run: those of an earlier run or state are not carried over. */
function outcomeOf(
  state: ContainerState,
  known: { inspected?: InspectedContainer; previous?: TrackedContainer },
): Pick<
  TrackedContainer,
  'startedAt' | 'finishedAt' | 'exitCode' | 'oomKilled'
> {
  const { inspected, previous } = known;
  const neverRan = state === 'created';
  const goesOn = state === 'running' || state === 'paused';
  if (inspected) {
    return {
      startedAt: neverRan ? undefined : time(inspected.startedAt),
      finishedAt: isAlive(state) ? undefined : time(inspected.finishedAt),
      exitCode: neverRan || goesOn ? undefined : integer(inspected.exitCode),
      oomKilled: neverRan || goesOn ? undefined : inspected.oomKilled,
    };
  }
  if (previous?.state === state) {
    const { startedAt, finishedAt, exitCode, oomKilled } = previous;
    return { startedAt, finishedAt, exitCode, oomKilled };
  }
  const sameRun = previous && isAlive(previous.state) && state !== 'running';
  return { startedAt: sameRun ? previous.startedAt : undefined };
}

/** Never invented: without a trace of life there is none. */
function lastAliveAt(
  state: ContainerState,
  known: {
    previous?: TrackedContainer;
    inspected?: InspectedContainer;
    previouslySeenAt?: number;
  },
): number | undefined {
  const { previous, inspected, previouslySeenAt } = known;
  if (isAlive(state)) {
    return undefined;
  }
  const seenAlive =
    previous && isAlive(previous.state)
      ? previouslySeenAt
      : previous?.lastAliveAt;
  return time(inspected?.finishedAt) ?? seenAlive;
}

/** An inspection is owed for as long as the state has none of its own. */
function inspectedAt(
  state: ContainerState,
  known: {
    now: number;
    previous?: TrackedContainer;
    inspected?: InspectedContainer;
    inspectionFailed?: boolean;
  },
): number | undefined {
  if (known.inspected) {
    return known.now;
  }
  return known.previous?.state === state && !known.inspectionFailed
    ? known.previous.inspectedAt
    : undefined;
}

function detailOf(inspected: InspectedContainer): ContainerInspectionDetail {
  const { mounts, networks, environmentNames, restartPolicy } = inspected;
  // Engines give these in random order, which is no change.
  return withoutUndefined({
    mounts: inFixedOrder(mounts),
    networks: inFixedOrder(
      networks.map(network => ({
        ...network,
        aliases: [...network.aliases].sort(),
      })),
    ),
    environmentNames: [...environmentNames].sort(),
    restartPolicy,
  });
}

function storableLabels(labels: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(labels)
      .map(([key, value]): [string, string] => [
        storableText(key, LONGEST_LABEL),
        storableText(value, LONGEST_LABEL),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function time(text: string | undefined): number | undefined {
  const milliseconds = Date.parse(text ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function integer(value: number | undefined): number | undefined {
  return value === undefined || !Number.isFinite(value)
    ? undefined
    : Math.max(-HIGHEST_INTEGER, Math.min(HIGHEST_INTEGER, Math.trunc(value)));
}

/** So that a record read back from the store equals the one that went in. */
function withoutUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[]) {
    if (value[key] === undefined) {
      delete value[key];
    }
  }
  return value;
}
