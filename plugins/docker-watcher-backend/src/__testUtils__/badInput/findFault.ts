import { DocumentedParameter } from '../documentedOperations';
import { BadRequest } from './badRequests';
import { RawAnswer } from './RawClient';

/** Longer than a message can be that shortens what it quotes. */
const LONGEST_MESSAGE = 1_000;

/** What tells more of the inside than anybody outside should know. */
const INTERNALS =
  /node_modules|\bat .*:\d+:\d+|\/src\/|SQLITE_|\bselect .* from |knex|ECONN|\bTypeError|\bRangeError|Cannot read prop|mock-(user|service)-token/i;

/** What is wrong with how bad input was answered; nothing when it is in order. */
export function findFault(
  request: BadRequest,
  answer: RawAnswer,
): string | undefined {
  const { status, text, type } = answer;
  if (status >= 500) {
    return `It is a ${status}: ${text.slice(0, 300)}`;
  }
  if (status < 400 || request.method === 'HEAD') {
    return undefined;
  }
  if (status === 431) {
    // Node itself refuses what is larger than it takes, before anybody sees it.
    return undefined;
  }
  const error = errorOf(text);
  if (!type.startsWith('application/json') || !error) {
    return `It is no Backstage error: ${status} ${type} ${text.slice(0, 300)}`;
  }
  if (error.stack !== undefined || INTERNALS.test(text)) {
    return `It tells internals: ${text.slice(0, 500)}`;
  }
  if (error.message.length > LONGEST_MESSAGE) {
    return `It quotes too much: ${error.message.slice(0, 300)}`;
  }
  const { parameter } = request;
  if (
    status === 400 &&
    parameter &&
    parameter.in !== 'path' &&
    !/^Malformed encoding/.test(error.message) &&
    !names(error.message, parameter)
  ) {
    return `It does not name ${parameter.name}: ${error.message}`;
  }
  return undefined;
}

/** Headers are in lower case there, and one of two ways to say the same is neither. */
function names(message: string, { name }: DocumentedParameter): boolean {
  return (
    message.toLowerCase().includes(name.toLowerCase()) ||
    (name === 'Last-Event-ID' && message.startsWith('The place to go on after'))
  );
}

function errorOf(
  text: string,
): { name: string; message: string; stack?: unknown } | undefined {
  try {
    const { error } = JSON.parse(text);
    return typeof error.name === 'string' && typeof error.message === 'string'
      ? error
      : undefined;
  } catch {
    return undefined;
  }
}
