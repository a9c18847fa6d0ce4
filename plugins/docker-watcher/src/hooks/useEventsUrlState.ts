import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  EventsUrlFilter,
  EventsUrlState,
  formatEventsUrlState,
  parseEventsUrlState,
} from '../model';

/** The tab's state, kept in the address alone, like that of the containers. */
export function useEventsUrlState() {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => parseEventsUrlState(params), [params]);

  const setState = useCallback(
    (
      change: (before: EventsUrlState) => EventsUrlState,
      options?: { replace?: boolean },
    ) =>
      setParams(
        before => formatEventsUrlState(change(parseEventsUrlState(before))),
        options,
      ),
    [setParams],
  );

  /** Another filter closes the event that was open. */
  const setFilter = useCallback(
    (change: Partial<EventsUrlFilter>, options?: { replace?: boolean }) =>
      setState(({ filter }) => ({ filter: { ...filter, ...change } }), options),
    [setState],
  );

  const openEvent = useCallback(
    (event: string | undefined) =>
      setState(before => ({ ...before, event }), { replace: true }),
    [setState],
  );

  return { state, setFilter, openEvent };
}
