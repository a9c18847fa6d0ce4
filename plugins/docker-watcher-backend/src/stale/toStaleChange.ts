import { isSameJson } from '../lib/isSameJson';
import { StaleVerdict } from './judgeStaleness';
import { StaleCandidate, StaleChange } from './StaleStore';
import { containerNoLongerStale, containerStale } from './staleEvents';

/**
 * What a verdict changes about what is stored, and whether there is something to tell:
 * only that a container became stale, or is not any more.
 *
 * @returns `undefined` when it is as it was.
 */
export function toStaleChange(
  { container, stored }: StaleCandidate,
  verdict: StaleVerdict,
  now: number,
): StaleChange | undefined {
  const staleness = verdict.verdict === 'fresh' ? undefined : verdict.staleness;
  if (isSameJson(stored, staleness)) {
    return undefined;
  }
  // While it is snoozed it does not count as stale, whether or not that has ended.
  const wasStale = stored !== undefined && stored.snoozedUntil === undefined;
  const isStale = verdict.verdict === 'stale';
  const change = { container, staleness };
  if (isStale && !wasStale) {
    return { ...change, event: containerStale(container, verdict, now) };
  }
  if (wasStale && !isStale) {
    const because = verdict.verdict === 'fresh' ? verdict.because : 'snoozed';
    return {
      ...change,
      event: containerNoLongerStale(container, because, now),
    };
  }
  return change;
}
