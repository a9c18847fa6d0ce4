import { Knex } from 'knex';
import { NewEvent } from '../eventLog/EventLogStore';
import { ActionLog } from '../lifecycle/ActionLog';
import { Clock } from '../lib/Clock';
import { appendEvents } from './operations/appendEvents';

/** Appends outcomes of actions to the log. */
export class DatabaseActionLog implements ActionLog {
  readonly #knex: Knex;
  readonly #clock: Clock;

  static create(options: { knex: Knex; clock: Clock }): DatabaseActionLog {
    return new DatabaseActionLog(options);
  }

  private constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  async append(event: NewEvent): Promise<void> {
    const now = this.#clock.now();
    await this.#knex.transaction(tx =>
      appendEvents({ tx, events: [event], now }),
    );
  }
}
