import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  StaleUrlState,
  formatStaleUrlState,
  parseStaleUrlState,
} from '../model';

/** The state of the list of stale containers, kept in the address alone. */
export function useStaleUrlState() {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => parseStaleUrlState(params), [params]);
  const change = useCallback(
    (changes: Partial<StaleUrlState>, options?: { replace?: boolean }) =>
      setParams(
        before =>
          formatStaleUrlState({ ...parseStaleUrlState(before), ...changes }),
        options,
      ),
    [setParams],
  );
  return { state, change };
}
