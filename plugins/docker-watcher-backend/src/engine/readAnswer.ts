import { IncomingMessage } from 'node:http';
import { EngineAnswerError } from './EngineAnswerError';
import { EngineRequest, EngineTransport, readBody } from './EngineTransport';

/**
 * @param parse - of what the answer's text is
 * @returns what was parsed. @throws EngineAnswerError for anything but JSON.
 */
export async function readAnswer<T = unknown>(
  transport: EngineTransport,
  request: EngineRequest,
  parse: (text: string) => T = JSON.parse,
): Promise<T> {
  const response = await openAnswer(transport, request);
  const text = await readBody(response);
  try {
    return parse(text);
  } catch {
    // The text stays out of the message: nobody knows what it holds.
    throw new EngineAnswerError(200, 'it is not JSON');
  }
}

/** @returns a successful response whose body is still to be read. */
export async function openAnswer(
  transport: EngineTransport,
  request: EngineRequest,
): Promise<IncomingMessage> {
  const response = await transport.open(request);
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    const text = await readBody(response);
    throw EngineAnswerError.fromAnswer({ status, text });
  }
  return response;
}
