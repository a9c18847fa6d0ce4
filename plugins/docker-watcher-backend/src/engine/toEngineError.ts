import { ServiceUnavailableError } from '@backstage/errors';
import { EngineAnswerError } from './EngineAnswerError';
import { CHECK_ENGINE, explainFailure } from './explainFailure';

/** What was tried, for the sentence that an administrator reads. */
export interface EngineAttempt {
  hostName: string;
  /** Such as `unix:///var/run/docker.sock`; never holds credentials. */
  url: string;
  /** Such as `GET /containers/json`. */
  call: string;
  /** An odd answer concerns one container and tells nothing about the host. */
  oneContainer?: boolean;
}

/** How a sentence about a failed attempt begins. */
export function describeAttempt(attempt: EngineAttempt): string {
  const { hostName, url, call } = attempt;
  return `Host '${hostName}' at ${url}: ${call}`;
}

/** What would help when no answer came. */
export function explainSilence(attempt: EngineAttempt): string {
  return attempt.url.startsWith('tcp:')
    ? `${CHECK_ENGINE} Check the network and firewalls between.`
    : CHECK_ENGINE;
}

/**
 * Turns whatever went wrong into an error that names what was tried, what
 * happened and what would help. What has its sentence already is passed on.
 *
 * @returns a `ServiceUnavailableError`, unless the engine is well and only one
 * container is not.
 */
export function toEngineError(error: unknown, attempt: EngineAttempt): Error {
  if (error instanceof ServiceUnavailableError) {
    return error;
  }
  const { happened, cure } = explainFailure(error);
  const message = `${describeAttempt(attempt)} ${happened}. ${cure}`;
  if (
    attempt.oneContainer &&
    error instanceof EngineAnswerError &&
    !isGatewayStatus(error.status)
  ) {
    return new EngineAnswerError(error.status, message);
  }
  // Without the cause, which would be appended and say the same once more.
  return new ServiceUnavailableError(message);
}

/** What proxies answer when the engine behind them does not. */
export function isGatewayStatus(status: number): boolean {
  return status >= 502 && status <= 504;
}
