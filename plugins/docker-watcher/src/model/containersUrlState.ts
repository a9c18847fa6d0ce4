import {
  ContainerHealth,
  ContainerOrderField,
  ContainerState,
  ContainersQuery,
} from 'backstage-plugin-docker-watcher-common';

export const CONTAINER_STATES: ContainerState[] = [
  'running',
  'restarting',
  'paused',
  'created',
  'exited',
  'dead',
  'removing',
];

export const CONTAINER_HEALTHS: ContainerHealth[] = [
  'healthy',
  'unhealthy',
  'starting',
  'none',
];

const ORDER_FIELDS: ContainerOrderField[] = [
  'name',
  'host',
  'state',
  'health',
  'image',
  'project',
  'createdAt',
];

export const PAGE_SIZES = [25, 50, 100, 200];
export const DEFAULT_PAGE_SIZE = 50;

/** What narrows the list down; everything that "clear filters" clears. */
export interface ContainersFilter {
  q?: string;
  host: string[];
  state: ContainerState[];
  health: ContainerHealth[];
  project: string[];
  image?: string;
  label?: string;
  entityRef: string[];
  ownedByMe: boolean;
  /** Only what no entity claims. */
  unowned: boolean;
  /** Only stale ones. */
  stale: boolean;
  /** Also containers that a connected host no longer lists. */
  removed: boolean;
}

/** Where one stands in the list of containers: the whole of it is in the address. */
export interface ContainersUrlState {
  filter: ContainersFilter;
  order: { field: ContainerOrderField; direction: 'asc' | 'desc' };
  pageSize: number;
  cursor?: string;
  /** How many rows lie before this page; only for the label. */
  offset: number;
}

export const EMPTY_FILTER: ContainersFilter = {
  host: [],
  state: [],
  health: [],
  project: [],
  entityRef: [],
  ownedByMe: false,
  unowned: false,
  stale: false,
  removed: false,
};

function oneOf<T extends string>(known: readonly T[]) {
  return (value: string): value is T => known.some(each => each === value);
}

function text(params: URLSearchParams, name: string): string | undefined {
  return params.get(name)?.trim() || undefined;
}

function texts(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name))].filter(Boolean);
}

function parseOrder(value: string | null): ContainersUrlState['order'] {
  const descending = value?.startsWith('-') ?? false;
  const field = descending ? value?.slice(1) : value;
  const known = ORDER_FIELDS.find(each => each === field);
  return known
    ? { field: known, direction: descending ? 'desc' : 'asc' }
    : { field: 'name', direction: 'asc' };
}

/**
 * Reads the state of the list from the address. What it does not know it ignores,
 * so an old or hand-written link still opens the list.
 */
export function parseContainersUrlState(
  params: URLSearchParams,
): ContainersUrlState {
  const pageSize = Number(params.get('limit'));
  const offset = Number(params.get('offset'));
  const cursor = text(params, 'cursor');
  return {
    filter: {
      q: text(params, 'q'),
      host: texts(params, 'host'),
      state: texts(params, 'state').filter(oneOf(CONTAINER_STATES)),
      health: texts(params, 'health').filter(oneOf(CONTAINER_HEALTHS)),
      project: texts(params, 'project'),
      image: text(params, 'image'),
      label: text(params, 'label'),
      entityRef: texts(params, 'entityRef'),
      ownedByMe: params.get('ownedByMe') === 'true',
      unowned: params.get('claimed') === 'false',
      stale: params.get('stale') === 'true',
      removed: params.get('removed') === 'true',
    },
    order: parseOrder(params.get('sort')),
    pageSize: PAGE_SIZES.includes(pageSize) ? pageSize : DEFAULT_PAGE_SIZE,
    cursor,
    offset: cursor && Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** The counterpart of {@link parseContainersUrlState}; defaults are left out. */
export function formatContainersUrlState(
  state: ContainersUrlState,
): URLSearchParams {
  const { filter, order, pageSize, cursor, offset } = state;
  const params = new URLSearchParams();
  const set = (name: string, value: string | undefined) =>
    value && params.set(name, value);
  set('q', filter.q);
  for (const name of [
    'host',
    'state',
    'health',
    'project',
    'entityRef',
  ] as const) {
    filter[name].forEach(value => params.append(name, value));
  }
  set('image', filter.image);
  set('label', filter.label);
  set('ownedByMe', filter.ownedByMe ? 'true' : undefined);
  set('claimed', filter.unowned ? 'false' : undefined);
  set('stale', filter.stale ? 'true' : undefined);
  set('removed', filter.removed ? 'true' : undefined);
  if (order.field !== 'name' || order.direction !== 'asc') {
    params.set(
      'sort',
      order.direction === 'desc' ? `-${order.field}` : order.field,
    );
  }
  set('limit', pageSize === DEFAULT_PAGE_SIZE ? undefined : `${pageSize}`);
  set('cursor', cursor);
  set('offset', cursor && offset > 0 ? `${offset}` : undefined);
  return params;
}

/** Another filter begins at the first page: cursors belong to one filter and order. */
export function withFilter(
  state: ContainersUrlState,
  change: Partial<ContainersFilter>,
): ContainersUrlState {
  return {
    ...state,
    filter: { ...state.filter, ...change },
    cursor: undefined,
    offset: 0,
  };
}

/** The request that answers this state. */
export function toContainersQuery(state: ContainersUrlState): ContainersQuery {
  const { filter, order, pageSize, cursor } = state;
  const some = <T>(values: T[]) => (values.length > 0 ? values : undefined);
  return {
    q: filter.q,
    host: some(filter.host),
    state: some(filter.state),
    health: some(filter.health),
    project: some(filter.project),
    entityRef: some(filter.entityRef),
    image: filter.image ? [filter.image] : undefined,
    label: filter.label ? [filter.label] : undefined,
    ownedByMe: filter.ownedByMe || undefined,
    claimed: filter.unowned ? false : undefined,
    stale: filter.stale || undefined,
    presence: filter.removed ? ['present', 'unknown', 'missing'] : undefined,
    order,
    limit: pageSize,
    cursor,
  };
}

/** How many of the filters are in use. */
export function countFilters(filter: ContainersFilter): number {
  return (
    filter.host.length +
    filter.state.length +
    filter.health.length +
    filter.project.length +
    filter.entityRef.length +
    [
      filter.q,
      filter.image,
      filter.label,
      filter.ownedByMe,
      filter.unowned,
      filter.stale,
      filter.removed,
    ].filter(Boolean).length
  );
}
