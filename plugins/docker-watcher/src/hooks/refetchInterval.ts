import { classifyError } from '../model';

const REFETCH_INTERVAL_MS = 30_000;

type Asked = { state: { error: Error | null } };

/** Whether the reader may not see what was asked for. */
export function wasRefused(query: Asked): boolean {
  return classifyError(query.state.error) === 'notAllowed';
}

/**
 * How often what is on screen is asked for again; not while the page is hidden. What
 * was refused is only asked for when the reader comes back to it.
 */
export function refetchInterval(query: Asked): number | false {
  return wasRefused(query) ? false : REFETCH_INTERVAL_MS;
}
