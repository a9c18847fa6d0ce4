import { ContainerFilter } from './ContainerFilter';

/**
 * A condition on events. It says the same as one on containers, of the event itself:
 * its host, the owners of its entity, and the labels of its container.
 */
export type EventCondition = ContainerFilter;

/**
 * Which events a reader may know of: those that meet `condition` and are about
 * something that may be seen.
 */
export interface VisibleEvents {
  /** `undefined` means any event. */
  condition: EventCondition | undefined;
  /** Those of which containers; `undefined` means all, `none` none. */
  containers: ContainerFilter | undefined | 'none';
  /** Whether those of hosts as a whole. */
  hosts: boolean;
  /** Whether those of changed settings. */
  settings: boolean;
}
