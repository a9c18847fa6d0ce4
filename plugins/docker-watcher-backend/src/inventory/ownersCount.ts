import { ContainerFilter } from './ContainerFilter';

/**
 * A permission's condition with its question of owners made exact. For sight of a
 * container everybody counts who claims it; for deeds, which includes reading its
 * logs and events, owners are those that cannot be had by editing a catalog-info.
 *
 * @remarks Under a negation everybody counts who claims it in either case. "Whoever
 * does not own it" would otherwise come to include people as soon as a second claim
 * makes the first one contested, and a claim must never widen what anybody may do.
 */
export function ownersCount(
  filter: ContainerFilter,
  options: { for: 'sight' | 'deeds' },
): ContainerFilter {
  return rewrite(filter, options.for === 'sight', false);
}

function rewrite(
  filter: ContainerFilter,
  isSight: boolean,
  negated: boolean,
): ContainerFilter {
  if ('allOf' in filter) {
    return { allOf: filter.allOf.map(one => rewrite(one, isSight, negated)) };
  }
  if ('anyOf' in filter) {
    return { anyOf: filter.anyOf.map(one => rewrite(one, isSight, negated)) };
  }
  if ('not' in filter) {
    return { not: rewrite(filter.not, isSight, !negated) };
  }
  return filter.condition === 'owner'
    ? { ...filter, by: isSight || negated ? 'any-claim' : 'trusted' }
    : filter;
}
