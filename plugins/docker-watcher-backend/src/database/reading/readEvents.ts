import { Knex } from 'knex';
import { EventsRead, EventsReadOptions } from '../../eventLog/EventLogStore';
import { VisibleEvents } from '../../inventory/VisibleEvents';
import { isPostgres } from '../dialect';
import { EVENTS_TABLE, EventRow } from '../tables';
import { toWatcherEvent } from '../toWatcherEvent';
import { chooseLead } from './EventLead';
import { selectEventIds } from './selectEventIds';
import { selectEvents } from './selectEvents';
import { narrow, toEventIdRange } from './toEventIdRange';
import { isEverythingVisible } from './whereVisibleEvents';

/** How many events a read looks at before it ends with what it has. */
export const MOST_EXAMINED = 5_000;

/** What most readers find a page in. */
const FIRST_LOOK = 200;

/**
 * Reads a page. The ids of candidates come in order along the index of one filter; the
 * other filters, and what may be seen, are asked of those rows alone. So no read costs
 * more than {@link MOST_EXAMINED} of them, whichever filters come together.
 */
export async function readEvents(
  options: EventsReadOptions<VisibleEvents> & { knex: Knex },
): Promise<EventsRead> {
  const { knex, filter = {}, visible, limit } = options;
  const order = options.after === undefined ? 'desc' : 'asc';
  // What is appended after this is for the next read.
  const top = order === 'asc' ? await findLast(options) : undefined;
  const end = options.after === undefined ? '0' : later(options.after, top);
  const nothing = { events: [], examinedUpTo: end, hasMore: false };
  const times = await toEventIdRange({ knex, ...filter });
  if (!times || (order === 'asc' && top === undefined)) {
    return nothing;
  }
  let range = narrow(narrow(times, options), {
    before: top === undefined ? options.upTo && next(options.upTo) : next(top),
  });
  const { lead, isWhole } = await chooseLead({ knex, filter });
  const isSure = isWhole && isEverythingVisible(visible);

  const events: EventsRead['events'] = [];
  let examined = 0;
  let look = isSure ? limit : Math.max(FIRST_LOOK, 2 * limit);
  for (;;) {
    look = Math.min(look, MOST_EXAMINED - examined);
    const ids: string[] = (
      await selectEventIds({ knex, lead, range, order, limit: look })
    ).map(({ id }: Pick<EventRow, 'id'>) => String(id));
    examined += ids.length;
    const rows: EventRow[] = ids.length
      ? await whereIds(selectEvents({ knex, filter, visible }), { knex, ids })
          .select('e.*')
          .orderBy('e.id', order)
          .limit(limit - events.length)
      : [];
    events.push(...rows.map(toWatcherEvent));
    if (events.length === limit) {
      const { id } = events[events.length - 1];
      return { events, examinedUpTo: id, hasMore: true };
    }
    if (ids.length < look) {
      return { events, examinedUpTo: end, hasMore: false };
    }
    const last = ids[ids.length - 1];
    if (examined >= MOST_EXAMINED) {
      return { events, examinedUpTo: last, hasMore: true };
    }
    range = narrow(range, order === 'asc' ? { after: last } : { before: last });
    look *= 4;
  }
}

/** Limits a query for events, called `e`, to those with the ids, however many. */
export function whereIds(
  query: Knex.QueryBuilder,
  options: { knex: Knex; ids: string[] },
): Knex.QueryBuilder {
  const { knex, ids } = options;
  return isPostgres(knex)
    ? query.whereRaw('e.id = any(?::bigint[])', [ids])
    : query.whereRaw('e.id in (select value from json_each(?))', [
        `[${ids.join(',')}]`,
      ]);
}

async function findLast(options: {
  knex: Knex;
  upTo?: string;
}): Promise<string | undefined> {
  const row = await options.knex(EVENTS_TABLE).max({ last: 'id' }).first();
  if (!row || row.last === null) {
    return undefined;
  }
  const last = String(row.last);
  const { upTo } = options;
  return upTo !== undefined && BigInt(upTo) < BigInt(last) ? upTo : last;
}

function later(a: string, b: string | undefined): string {
  return b !== undefined && BigInt(b) > BigInt(a) ? b : a;
}

function next(id: string): string {
  return String(BigInt(id) + 1n);
}
