import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { EventsQuery } from 'backstage-plugin-docker-watcher-common';
import { EventPlace } from '../eventLog/EventLogStore';
import { isEventId } from '../eventLog/isEventId';

/** Where a list goes on. */
export interface EventsCursor {
  place: EventPlace;
  /**
   * Where its time range begins, when the first page decided that: milliseconds since
   * the epoch.
   */
  since?: number;
}

/** A cursor for the list with the filters of a query. */
export function encodeEventsCursor(
  query: EventsQuery,
  cursor: EventsCursor,
): string {
  const { place, since } = cursor;
  return Buffer.from(
    JSON.stringify({ of: digest(query), ...place, since }),
  ).toString('base64url');
}

/**
 * Cursors can be forged; a forged one shows nothing that the filters and the
 * reader's permissions would not show anyway.
 *
 * @throws InputError unless it was made for these filters.
 */
export function decodeEventsCursor(
  query: EventsQuery & { cursor: string },
): EventsCursor {
  const parsed = parse(query.cursor);
  if (!parsed) {
    throw new InputError(
      `Malformed cursor '${shorten(
        query.cursor,
      )}', take one from pageInfo of the previous page or leave it out`,
    );
  }
  const { of, ...cursor } = parsed;
  if (of !== digest(query)) {
    throw new InputError(
      `Cursor '${shorten(
        query.cursor,
      )}' belongs to a list with other filters, leave it out to start that list anew`,
    );
  }
  return cursor;
}

function parse(text: string): (EventsCursor & { of: string }) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || !value) {
    return undefined;
  }
  const { of, before, after, since } = value as Record<string, unknown>;
  if (typeof of !== 'string' || !isOptionalTime(since)) {
    return undefined;
  }
  if (isEventId(before) && after === undefined) {
    return { of, place: { before }, since };
  }
  return isEventId(after) && before === undefined
    ? { of, place: { after }, since }
    : undefined;
}

function isOptionalTime(value: unknown): value is number | undefined {
  return value === undefined || Number.isSafeInteger(value);
}

/** Of everything but place and length of the page, in any order of values. */
function digest(query: EventsQuery): string {
  const { cursor, limit, ...filters } = query;
  const sorted = Object.entries(filters)
    .filter(([, value]) =>
      typeof value === 'object' ? value.length > 0 : Boolean(value),
    )
    .map(([name, value]) => [
      name,
      Array.isArray(value) ? [...value].sort() : value,
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(sorted))
    .digest('base64url')
    .slice(0, 16);
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
