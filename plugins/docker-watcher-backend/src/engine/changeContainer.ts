import { EngineChange } from 'backstage-plugin-docker-watcher-node';
import { EngineAnswerError } from './EngineAnswerError';
import { EngineRequest, EngineTransport } from './EngineTransport';
import { isGatewayStatus } from './toEngineError';

/**
 * Asks the engine for one of the changes and says what came of it.
 *
 * @throws EngineAnswerError when what answered is not the engine.
 */
export async function changeContainer(
  transport: EngineTransport,
  request: EngineRequest,
): Promise<EngineChange> {
  const answer = await transport.read(request);
  const { status } = answer;
  if (status === 304) {
    return { result: 'unchanged' };
  }
  if (status >= 200 && status < 300) {
    return { result: 'done' };
  }
  const error = EngineAnswerError.fromAnswer(answer);
  if (isGatewayStatus(status) || (status >= 300 && status < 400)) {
    throw error;
  }
  if (
    isNoSuchContainer(error) ||
    (status === 409 && /removal .*in progress/i.test(error.message))
  ) {
    return { result: 'gone' };
  }
  const said = error.message || `status ${status}`;
  if (status === 409 || isRefusal(error)) {
    return { result: 'refused', reason: `The engine refused: ${said}` };
  }
  return {
    result: 'failed',
    reason: `The engine answered with status ${status}: ${said}. ${cureOf(
      status,
    )}`,
  };
}

/** A proxy in between may say 404 as well, which proves nothing. */
export function isNoSuchContainer(error: EngineAnswerError): boolean {
  return (
    error.status === 404 &&
    /no such container|no container with/i.test(error.message)
  );
}

/** Podman, and Docker for paused containers, refuse with another status than 409. */
function isRefusal(error: EngineAnswerError): boolean {
  return (
    error.status === 500 &&
    /cannot start a paused container|(is|as it is) (running|paused)|marked for removal/i.test(
      error.message,
    )
  );
}

function cureOf(status: number): string {
  if (status === 401 || status === 403 || status === 404 || status === 405) {
    return 'If a socket proxy stands before the engine, let it pass POST and DELETE of /containers, or make the host readOnly.';
  }
  return 'What it names has to be put right on the host; see the log of the engine.';
}
