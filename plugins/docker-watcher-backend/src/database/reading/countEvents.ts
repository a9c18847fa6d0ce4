import { Knex } from 'knex';
import { EventSeverity } from 'backstage-plugin-docker-watcher-common';
import { EventsCount, EventsCountOptions } from '../../eventLog/EventLogStore';
import { VisibleEvents } from '../../inventory/VisibleEvents';
import { BigIntColumn, EVENTS_TABLE, EventRow } from '../tables';
import { chooseLead } from './EventLead';
import { whereIds } from './readEvents';
import { selectEventIds } from './selectEventIds';
import { selectEvents } from './selectEvents';
import { narrow, toEventIdRange } from './toEventIdRange';

/** Small enough that SQLite, which blocks the process, lets others in between. */
const EVENTS_PER_LOOK = 5_000;

/**
 * Counts by time and severity, the newest first and piece by piece, until the range is
 * through or enough was looked at.
 */
export async function countEvents(
  options: EventsCountOptions<VisibleEvents> & { knex: Knex },
): Promise<EventsCount> {
  const { knex, filter, visible, bucketMs, limit, signal } = options;
  const totals = new Map<string, EventsCount['counts'][number]>();
  const result = () => ({ counts: [...totals.values()] });
  const times = await toEventIdRange({ knex, ...filter });
  if (!times) {
    return result();
  }
  let range = times;
  const { lead } = await chooseLead({ knex, filter });
  for (let examined = 0; !signal?.aborted; ) {
    const look = Math.min(EVENTS_PER_LOOK, limit - examined);
    const ids: string[] = (
      await selectEventIds({ knex, lead, range, order: 'desc', limit: look })
    ).map(({ id }: Pick<EventRow, 'id'>) => String(id));
    if (ids.length === 0) {
      break;
    }
    examined += ids.length;
    const last = ids[ids.length - 1];
    const piece = selectEvents({ knex, filter, visible });
    // Without a lead the candidates are all there are in between.
    const rows: {
      bucket: BigIntColumn;
      severity: string;
      count: BigIntColumn;
    }[] = await (lead
      ? whereIds(piece, { knex, ids })
      : piece.whereBetween('e.id', [last, ids[0]])
    )
      .select('e.severity', {
        bucket: knex.raw('(e.at - cast(? as bigint)) / cast(? as bigint)', [
          filter.since,
          bucketMs,
        ]),
      })
      .count({ count: '*' })
      .groupByRaw('1, 2');
    for (const row of rows) {
      const bucket = Number(row.bucket);
      const key = `${row.severity} ${bucket}`;
      totals.set(key, {
        bucket,
        severity: row.severity as EventSeverity,
        count: Number(row.count) + (totals.get(key)?.count ?? 0),
      });
    }
    range = narrow(range, { before: last });
    if (examined >= limit) {
      const [older] = await selectEventIds({
        knex,
        lead,
        range,
        order: 'desc',
        limit: 1,
      });
      return {
        ...result(),
        ...(older && { completeSince: (await findTime(knex, older.id)) + 1 }),
      };
    }
    if (ids.length < look) {
      break;
    }
  }
  return result();
}

async function findTime(knex: Knex, id: BigIntColumn): Promise<number> {
  const row = await knex<EventRow>(EVENTS_TABLE).where({ id }).first('at');
  return Number(row?.at ?? 0);
}
