import { NewEvent } from '../eventLog/EventLogStore';

/** Where the outcomes of actions are kept, which no commit of the watcher tells. */
export interface ActionLog {
  /** In a transaction of its own. */
  append(event: NewEvent): Promise<void>;
}
