import { compareIds } from './compareIds';

/**
 * One list of two, both with the newest first: each event once, in the order of the
 * log.
 */
export function mergeEvents<T extends { id: string }>(
  some: readonly T[],
  others: readonly T[],
): T[] {
  const merged: T[] = [];
  let left = 0;
  let right = 0;
  while (left < some.length && right < others.length) {
    const order = compareIds(some[left].id, others[right].id);
    if (order === 0) {
      right += 1;
    } else if (order > 0) {
      merged.push(some[left]);
      left += 1;
    } else {
      merged.push(others[right]);
      right += 1;
    }
  }
  return [...merged, ...some.slice(left), ...others.slice(right)];
}
