import { NewEvent } from '../eventLog/EventLogStore';
import { TrackedContainer } from './TrackedContainer';

/** What an event of the engine does to a container. */
export type EngineEventStep =
  /** The log tells of it already, or it changes nothing. */
  | { result: 'told' }
  | {
      result: 'changed';
      container: TrackedContainer;
      events: NewEvent[];
      /** Facts about it changed that events do not carry. */
      inspect: boolean;
    }
  | { result: 'removed'; container: TrackedContainer; events: NewEvent[] };

/** A step to other facts; what events do not carry of them is to be inspected. */
export function changed(
  container: TrackedContainer,
  change: Partial<TrackedContainer>,
  events: NewEvent[] = [],
): EngineEventStep {
  const next = { ...container, ...change };
  if (next.run && Object.keys(next.run).length === 0) {
    delete next.run;
  }
  return { result: 'changed', container: next, events, inspect: true };
}

/** Without the properties that are undefined. */
export function defined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[]) {
    if (value[key] === undefined) {
      delete value[key];
    }
  }
  return value;
}
