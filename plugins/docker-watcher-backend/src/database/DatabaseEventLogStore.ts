import { Knex } from 'knex';
import {
  EventSeverity,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import {
  EventLogStore,
  EventsCount,
  EventsCountOptions,
  EventsRead,
  EventsReadOptions,
} from '../eventLog/EventLogStore';
import { EventResources } from '../inventory/EventResources';
import { VisibleEvents } from '../inventory/VisibleEvents';
import { FilterableEvent } from '../inventory/matchesContainerFilter';
import { countEvents } from './reading/countEvents';
import { findFilterableEvents } from './reading/findFilterableEvents';
import { readEvents } from './reading/readEvents';
import { selectEvents } from './reading/selectEvents';
import { readEventBounds } from './reading/readEventBounds';
import { readLastGivenId } from './reading/readLastGivenId';
import { EVENTS_TABLE, EventRow } from './tables';
import { toWatcherEvent } from './toWatcherEvent';

/** The log as a table; `appendEvents` writes it within the commits of others. */
export class DatabaseEventLogStore
  implements EventLogStore<VisibleEvents>, EventResources
{
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseEventLogStore {
    return new DatabaseEventLogStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(options: EventsReadOptions<VisibleEvents>): Promise<EventsRead> {
    return readEvents({ ...options, knex: this.#knex });
  }

  async count(
    options: EventsCountOptions<VisibleEvents>,
  ): Promise<EventsCount> {
    return countEvents({ ...options, knex: this.#knex });
  }

  async get(
    id: string,
    visible?: VisibleEvents,
  ): Promise<WatcherEvent | undefined> {
    const row: EventRow | undefined = await selectEvents({
      knex: this.#knex,
      visible,
    })
      .select('e.*')
      .where('e.id', id)
      .first();
    return row && toWatcherEvent(row);
  }

  async getFilterableEvents(
    ids: string[],
  ): Promise<(FilterableEvent | undefined)[]> {
    const found = await findFilterableEvents({ knex: this.#knex, ids });
    return ids.map(id => found.get(id));
  }

  async bounds(): Promise<{ oldest: string; newest: string } | undefined> {
    return readEventBounds(this.#knex);
  }

  async lastGivenId(): Promise<string> {
    return readLastGivenId(this.#knex);
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
