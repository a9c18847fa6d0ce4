import { FilterableEvent } from './matchesContainerFilter';

/** Finds what conditions on single events look at. */
export interface EventResources {
  /** In the order of the ids, `undefined` for those not known. */
  getFilterableEvents(ids: string[]): Promise<(FilterableEvent | undefined)[]>;
}
