import { Clock } from '../lib/Clock';

/** The reason of a signal whose time has run out. */
export class TimeLimitError extends Error {
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`No answer within ${timeoutMs / 1000} s`);
    this.name = 'TimeLimitError';
    this.timeoutMs = timeoutMs;
  }
}

/** What a call ends with when its caller has given it up. */
export class AbortError extends Error {
  constructor() {
    super('The call was aborted');
    this.name = 'AbortError';
  }
}

/**
 * Runs a call with a signal that aborts when the caller's does, and after
 * `timeoutMs`. Leaves neither a timer nor a listener behind.
 *
 * @throws AbortError whenever the caller's signal has aborted, however the call
 * itself noticed.
 */
export async function withTimeLimit<T>(
  options: { signal: AbortSignal; timeoutMs: number; clock: Clock },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs, clock } = options;
  if (signal.aborted) {
    throw new AbortError();
  }
  const controller = new AbortController();
  // The call may wait for something that heeds no signal, such as a file.
  const ended = new Promise<never>((_resolve, reject) =>
    controller.signal.addEventListener(
      'abort',
      () => reject(controller.signal.reason),
      { once: true },
    ),
  );
  const onAbort = () => controller.abort(new AbortError());
  signal.addEventListener('abort', onAbort, { once: true });
  const cancelTimer = clock.after(timeoutMs, () =>
    controller.abort(new TimeLimitError(timeoutMs)),
  );
  try {
    return await Promise.race([run(controller.signal), ended]);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', onAbort);
  }
}
