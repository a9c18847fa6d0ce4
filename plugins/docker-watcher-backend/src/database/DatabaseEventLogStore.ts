import { Knex } from 'knex';
import {
  EventSeverity,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import {
  EventFilter,
  EventLogStore,
  EventPlace,
} from '../eventLog/EventLogStore';
import { selectEvents, VisibleEvents } from './reading/selectEvents';
import { EVENTS_TABLE, EventRow } from './tables';
import { toWatcherEvent } from './toWatcherEvent';

/** The log as a table; `appendEvents` writes it within the commits of others. */
export class DatabaseEventLogStore implements EventLogStore<VisibleEvents> {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseEventLogStore {
    return new DatabaseEventLogStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(
    options: EventPlace & {
      filter?: EventFilter;
      visible?: VisibleEvents;
      limit: number;
    },
  ): Promise<WatcherEvent[]> {
    const { after, before, filter, visible, limit } = options;
    const query = selectEvents({ knex: this.#knex, filter, visible }).limit(
      limit,
    );
    if (after !== undefined) {
      query.where('e.id', '>', after).orderBy('e.id', 'asc');
    } else {
      if (before !== undefined) {
        query.where('e.id', '<', before);
      }
      query.orderBy('e.id', 'desc');
    }
    const rows: EventRow[] = await query;
    return rows.map(toWatcherEvent);
  }

  async get(
    id: string,
    visible?: VisibleEvents,
  ): Promise<WatcherEvent | undefined> {
    const row: EventRow | undefined = await selectEvents({
      knex: this.#knex,
      visible,
    })
      .where('e.id', id)
      .first();
    return row && toWatcherEvent(row);
  }

  async bounds(): Promise<{ oldest: string; newest: string } | undefined> {
    const row = await this.#knex(EVENTS_TABLE)
      .min({ oldest: 'id' })
      .max({ newest: 'id' })
      .first();
    return row && row.oldest !== null
      ? { oldest: String(row.oldest), newest: String(row.newest) }
      : undefined;
  }

  async deleteOld(options: {
    severity: EventSeverity;
    appendedBefore: number;
    keepFrom?: string;
    limit: number;
  }): Promise<number> {
    const { severity, appendedBefore, keepFrom, limit } = options;
    const old = this.#knex<EventRow>(EVENTS_TABLE)
      .select('id')
      .where({ severity })
      .where('at', '<', appendedBefore)
      .orderBy('id', 'asc')
      .limit(limit);
    if (keepFrom !== undefined) {
      old.where('id', '<', keepFrom);
    }
    return this.#knex(EVENTS_TABLE).whereIn('id', old).delete();
  }
}
