import { isError, ServiceUnavailableError } from '@backstage/errors';
import { Clock } from '../lib/Clock';
import { withTimeLimit } from '../lib/withTimeLimit';
import {
  describeAttempt,
  EngineAttempt,
  explainSilence,
  toEngineError,
} from './toEngineError';

/**
 * Runs one call with its time limit and turns what goes wrong into an error for
 * the administrator: an `AbortError` when the caller gave up, else mostly a
 * `ServiceUnavailableError` that says what would help.
 *
 * @param options.attempt - may be updated while the call proceeds
 */
export async function callEngine<T>(
  options: {
    signal: AbortSignal;
    timeoutMs: number;
    clock: Clock;
    attempt: EngineAttempt;
  },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs, clock, attempt } = options;
  const what = describeAttempt(attempt);
  let limited: AbortSignal | undefined;
  try {
    return await withTimeLimit(
      { clock, ms: timeoutMs, signal, what },
      async callSignal => {
        limited = callSignal;
        try {
          return await run(callSignal);
        } catch (error) {
          throw toEngineError(error, attempt);
        }
      },
    );
  } catch (error) {
    if (signal.aborted) {
      throw toAbortError(signal.reason);
    }
    if (isError(error) && error === limited?.reason) {
      throw new ServiceUnavailableError(
        `${error.message}. ${explainSilence(attempt)}`,
      );
    }
    throw error;
  }
}

/** Callers may abort with a reason of any kind, or with none. */
function toAbortError(reason: unknown): Error {
  if (isError(reason) && reason.name === 'AbortError') {
    return reason;
  }
  const error = new Error('The call was aborted');
  error.name = 'AbortError';
  return error;
}
