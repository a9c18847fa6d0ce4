import { ContainerFilter } from './ContainerFilter';

/** What of a container a filter looks at. */
export interface FilterableContainer {
  host: string;
  labels: Record<string, string>;
  /** Owners by its label or by a claim that is trusted and not contested. */
  trustedOwnerRefs: readonly string[];
  /** Owners by its label or, without one, by any claim. */
  claimantRefs: readonly string[];
}

/**
 * What of an event a filter looks at. Labels are those of its container, none when it
 * has none or it is no longer known.
 */
export interface FilterableEvent extends Omit<FilterableContainer, 'host'> {
  host?: string;
}

/**
 * Whether a container or an event meets a filter; the store's query language must give
 * the same answer. A list of nothing never matches, not even as `allOf`: whoever may see "all
 * of no conditions" was most likely not meant to see everything.
 */
export function matchesContainerFilter(
  container: FilterableContainer | FilterableEvent,
  filter: ContainerFilter,
): boolean {
  if ('allOf' in filter) {
    return (
      filter.allOf.length > 0 &&
      filter.allOf.every(part => matchesContainerFilter(container, part))
    );
  }
  if ('anyOf' in filter) {
    return filter.anyOf.some(part => matchesContainerFilter(container, part));
  }
  if ('not' in filter) {
    return !matchesContainerFilter(container, filter.not);
  }
  switch (filter.condition) {
    case 'owner': {
      const owners =
        filter.by === 'any-claim'
          ? container.claimantRefs
          : container.trustedOwnerRefs;
      return owners.some(ref => filter.ownerRefs.includes(ref));
    }
    case 'host':
      return (
        container.host !== undefined && filter.hosts.includes(container.host)
      );
    case 'label':
      return (
        Object.hasOwn(container.labels, filter.key) &&
        (filter.value === undefined ||
          container.labels[filter.key] === filter.value)
      );
    default:
      return unknownCondition(filter);
  }
}

function unknownCondition(filter: never): never {
  throw new TypeError(`Unknown condition ${JSON.stringify(filter)}`);
}
