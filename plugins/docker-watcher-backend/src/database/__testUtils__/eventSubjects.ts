import { Knex } from 'knex';
import { EventSubjects } from '../../delivery/EventTail';
import { DatabaseEventLogStore } from '../DatabaseEventLogStore';
import { DatabaseInventoryReader } from '../DatabaseInventoryReader';

/** As the plugin puts it together. */
export function eventSubjects(knex: Knex): EventSubjects {
  const events = DatabaseEventLogStore.create({ knex });
  const inventory = DatabaseInventoryReader.create({ knex });
  return {
    getFilterableEvents: ids => events.getFilterableEvents(ids),
    getFilterables: refs => inventory.getFilterables(refs),
  };
}
