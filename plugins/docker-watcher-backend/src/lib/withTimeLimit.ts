import { ServiceUnavailableError } from '@backstage/errors';
import { Clock } from './Clock';

/**
 * Calls `run` with a signal and gives up on it when the time is over or the outer
 * signal aborts, even if `run` does not listen to its signal.
 *
 * @throws `ServiceUnavailableError` saying what took too long.
 */
export async function withTimeLimit<T>(
  options: { clock: Clock; ms: number; signal: AbortSignal; what: string },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, ms, signal, what } = options;
  signal.throwIfAborted();
  const controller = new AbortController();
  return await new Promise<T>((resolve, reject) => {
    const onAbort = () => end(() => reject(signal.reason), signal.reason);
    const cancel = clock.after(ms, () => {
      const error = new ServiceUnavailableError(
        `${what} took longer than ${Math.round(ms / 1000)} s`,
      );
      end(() => reject(error), error);
    });
    function end(settle: () => void, reason?: unknown) {
      cancel();
      signal.removeEventListener('abort', onAbort);
      settle();
      if (reason !== undefined) {
        controller.abort(reason);
      }
    }
    signal.addEventListener('abort', onAbort, { once: true });
    run(controller.signal).then(
      result => end(() => resolve(result)),
      error => end(() => reject(error)),
    );
  });
}
