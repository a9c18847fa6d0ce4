import {
  StaleOrderField,
  StaleQuery,
} from 'backstage-plugin-docker-watcher-common';

export const STALE_GROUPS = ['none', 'owner', 'host'] as const;
export type StaleGroup = (typeof STALE_GROUPS)[number];

export const STALE_ORDERS: StaleOrderField[] = [
  'since',
  'size',
  'name',
  'host',
];

/** What to offer as the least size, in bytes. */
export const STALE_SIZES = [10_000_000, 100_000_000, 1_000_000_000];

/** What to offer as the least time without use, in days. */
export const STALE_AGES = [14, 30, 90, 365];

/** Where one stands in the list of stale containers: all of it is in the address. */
export interface StaleUrlState {
  q?: string;
  host: string[];
  owner: string[];
  entityRef: string[];
  ownedByMe: boolean;
  minBytes?: number;
  minDays?: number;
  snoozed: boolean;
  group: StaleGroup;
  order: StaleOrderField;
}

export const EMPTY_STALE_STATE: StaleUrlState = {
  // Named, so that they take the place of others.
  q: undefined,
  minBytes: undefined,
  minDays: undefined,
  host: [],
  owner: [],
  entityRef: [],
  ownedByMe: false,
  snoozed: false,
  group: 'none',
  order: 'since',
};

function texts(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name))].filter(Boolean);
}

function positive(params: URLSearchParams, name: string): number | undefined {
  const value = Number(params.get(name) ?? NaN);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** What it does not know it ignores, so an old or hand-written link opens the list. */
export function parseStaleUrlState(params: URLSearchParams): StaleUrlState {
  return {
    q: params.get('q')?.trim() || undefined,
    host: texts(params, 'host'),
    owner: texts(params, 'owner'),
    entityRef: texts(params, 'entityRef'),
    ownedByMe: params.get('ownedByMe') === 'true',
    minBytes: positive(params, 'minBytes'),
    minDays: positive(params, 'minDays'),
    snoozed: params.get('snoozed') === 'true',
    group: STALE_GROUPS.find(one => one === params.get('group')) ?? 'none',
    order: STALE_ORDERS.find(one => one === params.get('order')) ?? 'since',
  };
}

/** The counterpart of {@link parseStaleUrlState}; defaults are left out. */
export function formatStaleUrlState(state: StaleUrlState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.q) {
    params.set('q', state.q);
  }
  for (const name of ['host', 'owner', 'entityRef'] as const) {
    state[name].forEach(value => params.append(name, value));
  }
  for (const name of ['ownedByMe', 'snoozed'] as const) {
    if (state[name]) {
      params.set(name, 'true');
    }
  }
  for (const name of ['minBytes', 'minDays'] as const) {
    if (state[name]) {
      params.set(name, String(state[name]));
    }
  }
  if (state.group !== 'none') {
    params.set('group', state.group);
  }
  if (state.order !== 'since') {
    params.set('order', state.order);
  }
  return params;
}

/** The request that answers this state. */
export function toStaleQuery(state: StaleUrlState): StaleQuery {
  const { owner, group: _group, order, host, entityRef, ...rest } = state;
  const some = (values: string[]) => (values.length > 0 ? values : undefined);
  return {
    ...rest,
    host: some(host),
    ownerRef: some(owner),
    entityRef: some(entityRef),
    ownedByMe: rest.ownedByMe || undefined,
    snoozed: rest.snoozed || undefined,
    // What takes the most is worth the most.
    order: { field: order, direction: order === 'size' ? 'desc' : 'asc' },
  };
}

/** Whether anything narrows the list down. */
export function isStaleFiltered(state: StaleUrlState): boolean {
  const { q, host, owner, entityRef, ownedByMe, minBytes, minDays } = state;
  return (
    host.length + owner.length + entityRef.length > 0 ||
    Boolean(q || ownedByMe || minBytes || minDays)
  );
}
