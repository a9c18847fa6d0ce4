import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  ContainersFilter,
  ContainersUrlState,
  formatContainersUrlState,
  parseContainersUrlState,
  withFilter,
} from '../model';

/**
 * The list's state, kept in the address alone: it survives a reload, can be sent to
 * others, and the back button undoes each step.
 */
export function useContainersUrlState() {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => parseContainersUrlState(params), [params]);

  const setState = useCallback(
    (
      change: (before: ContainersUrlState) => ContainersUrlState,
      options?: { replace?: boolean },
    ) =>
      setParams(
        before =>
          formatContainersUrlState(change(parseContainersUrlState(before))),
        options,
      ),
    [setParams],
  );

  const setFilter = useCallback(
    (change: Partial<ContainersFilter>, options?: { replace?: boolean }) =>
      setState(before => withFilter(before, change), options),
    [setState],
  );

  return { state, setState, setFilter };
}
