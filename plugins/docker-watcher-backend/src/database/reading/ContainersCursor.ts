import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { InventoryContainersQuery } from '../../inventory/InventoryReader';
import { CONTAINER_ORDER, OrderField, isNumeric } from './containerOrder';

export const DEFAULT_ORDER = { field: 'name', direction: 'asc' } as const;

/** Longest text a cursor may place itself by; image references are the longest. */
const LONGEST_VALUE = 8192;

/** A place in a list: the values of its order, and the way to go from there. */
export interface ContainersCursor {
  way: 'forward' | 'backward';
  values: (string | number)[];
  /** The place itself belongs to the page. */
  inclusive: boolean;
}

/**
 * Cursors are readable by whoever unpacks them and can be forged; a forged one shows
 * nothing that the filters and the reader's permissions would not show anyway.
 */
export function encodeContainersCursor(
  query: InventoryContainersQuery,
  cursor: ContainersCursor,
): string {
  const { way, values, inclusive } = cursor;
  return Buffer.from(
    JSON.stringify({ of: digest(query), way, values, inclusive }),
  ).toString('base64url');
}

/** @throws InputError unless it was made for these filters and this order. */
export function decodeContainersCursor(
  query: InventoryContainersQuery & { cursor: string },
): ContainersCursor {
  const order = query.order ?? DEFAULT_ORDER;
  const parsed = parse(query.cursor);
  if (!parsed) {
    throw new InputError(
      `Malformed cursor '${shorten(
        query.cursor,
      )}', take one from pageInfo of ` + 'the previous page or leave it out',
    );
  }
  if (parsed.of !== digest(query) || !fits(parsed.values, order.field)) {
    throw new InputError(
      `Cursor '${shorten(
        query.cursor,
      )}' belongs to a list with other filters ` +
        'or another order, leave it out to start that list anew',
    );
  }
  return parsed;
}

function parse(text: string): (ContainersCursor & { of: string }) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || !value) {
    return undefined;
  }
  const { of, way, values, inclusive } = value as Record<string, unknown>;
  return typeof of === 'string' &&
    (way === 'forward' || way === 'backward') &&
    typeof inclusive === 'boolean' &&
    Array.isArray(values) &&
    values.every(isPlace)
    ? { of, way, values, inclusive }
    : undefined;
}

/** Excludes what a database would refuse: fractions, and NUL in PostgreSQL's texts. */
function isPlace(value: unknown): value is string | number {
  return typeof value === 'string'
    ? value.length <= LONGEST_VALUE && !value.includes('\0')
    : Number.isSafeInteger(value);
}

function fits(values: (string | number)[], field: OrderField): boolean {
  return (
    values.length === CONTAINER_ORDER[field].length &&
    values.every(
      (value, index) => (typeof value === 'number') === isNumeric(field, index),
    )
  );
}

function digest(query: InventoryContainersQuery): string {
  const { cursor, limit, now, order = DEFAULT_ORDER, ...filters } = query;
  const sorted = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [
      name,
      Array.isArray(value) ? [...value].sort() : value,
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([order.field, order.direction, sorted]))
    .digest('base64url')
    .slice(0, 16);
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
