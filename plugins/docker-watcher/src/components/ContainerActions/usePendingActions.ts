import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { queryKeys } from '../../hooks/queryKeys';
import { PendingAction } from '../../model';

const LOOK_AGAIN_MS = 2_000;
/** What is not seen by then will hardly be seen as what was asked for. */
const GIVE_UP_MS = 30_000;

/**
 * Keeps what was asked for until it is seen. Meanwhile it looks more often than usual.
 */
export function usePendingActions() {
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<ReadonlyMap<string, PendingAction>>(
    () => new Map(),
  );

  const begin = useCallback(
    (ref: string, action: PendingAction) =>
      setPending(before => new Map(before).set(ref, action)),
    [],
  );
  /** Unless another one was begun since. */
  const settle = useCallback(
    (ref: string, action: PendingAction) =>
      setPending(before => {
        if (before.get(ref) !== action) {
          return before;
        }
        const after = new Map(before);
        after.delete(ref);
        return after;
      }),
    [],
  );
  const refresh = useCallback(
    () => queryClient.invalidateQueries({ queryKey: queryKeys.all }),
    [queryClient],
  );

  useEffect(() => {
    if (pending.size === 0) {
      return undefined;
    }
    const looking = setInterval(refresh, LOOK_AGAIN_MS);
    const givingUp = setTimeout(() => setPending(new Map()), GIVE_UP_MS);
    return () => {
      clearInterval(looking);
      clearTimeout(givingUp);
    };
  }, [pending, refresh]);

  return { pending, begin, settle, refresh };
}
