import { Container } from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from './ContainerFilter';

/** What of a container a filter looks at. */
export type FilterableContainer = Pick<
  Container,
  'host' | 'labels' | 'ownerRefs'
>;

/**
 * Whether a container meets a filter; the store's query language must give the same
 * answer. A list of nothing never matches, not even as `allOf`: whoever may see "all
 * of no conditions" was most likely not meant to see everything.
 */
export function matchesContainerFilter(
  container: FilterableContainer,
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
    case 'owner':
      return container.ownerRefs.some(ref => filter.ownerRefs.includes(ref));
    case 'host':
      return filter.hosts.includes(container.host);
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
