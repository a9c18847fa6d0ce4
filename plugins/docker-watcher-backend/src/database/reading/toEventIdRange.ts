import { Knex } from 'knex';
import { EVENTS_TABLE, EventRow } from '../tables';
import { EventIdRange } from './selectEventIds';

/**
 * A time range as one of ids, which grow along with the time of appending: so that it
 * bounds the reading of every index on something and the id.
 *
 * @returns `undefined` when nothing was appended since.
 */
export async function toEventIdRange(options: {
  knex: Knex;
  since?: number;
  until?: number;
}): Promise<EventIdRange | undefined> {
  const { knex, since, until } = options;
  const find = async (time: number | undefined) =>
    time === undefined ? undefined : findFirstSince(knex, time);
  const [first, before] = await Promise.all([find(since), find(until)]);
  if (since === undefined) {
    return { before };
  }
  return first === undefined
    ? undefined
    : { after: String(BigInt(first) - 1n), before };
}

/** The one that both bounds leave least of. */
export function narrow(a: EventIdRange, b: EventIdRange): EventIdRange {
  const pick = (
    x: string | undefined,
    y: string | undefined,
    isBetter: (p: bigint, q: bigint) => boolean,
  ) => {
    if (x === undefined || y === undefined) {
      return x ?? y;
    }
    return isBetter(BigInt(x), BigInt(y)) ? x : y;
  };
  return {
    after: pick(a.after, b.after, (p, q) => p > q),
    before: pick(a.before, b.before, (p, q) => p < q),
  };
}

export function selectFirstSince(knex: Knex, time: number): Knex.QueryBuilder {
  return knex<EventRow>(EVENTS_TABLE)
    .select('id')
    .where('at', '>=', time)
    .orderBy([{ column: 'at' }, { column: 'id' }])
    .limit(1) as Knex.QueryBuilder;
}

async function findFirstSince(
  knex: Knex,
  time: number,
): Promise<string | undefined> {
  const [row] = await selectFirstSince(knex, time);
  return row && String(row.id);
}
