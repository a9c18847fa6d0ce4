import { IncomingMessage } from 'node:http';
import { EngineAnswerError } from './EngineAnswerError';
import { EngineRequest, EngineTransport, readBody } from './EngineTransport';

/** @returns the JSON of the answer. @throws EngineAnswerError for anything else. */
export async function readAnswer(
  transport: EngineTransport,
  request: EngineRequest,
): Promise<unknown> {
  const response = await openAnswer(transport, request);
  const text = await readBody(response);
  try {
    return JSON.parse(text);
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
