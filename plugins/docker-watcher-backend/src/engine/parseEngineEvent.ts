import { CONTAINER_ID_PATTERN } from 'backstage-plugin-docker-watcher-common';
import {
  ENGINE_EVENT_ACTIONS,
  EngineEvent,
  EngineEventAction,
} from 'backstage-plugin-docker-watcher-node';
import { JsonLine } from '../lib/decodeJsonLines';
import { parseHealth } from './parseState';
import { readInteger, readRecord, readString } from './readFields';

const PODMAN_WORDS: ReadonlyMap<string, EngineEventAction> = new Map([
  ['died', 'die'],
  ['remove', 'destroy'],
]);

/**
 * A line of `GET /events`. Reads only what every API version has: the top-level
 * `id`, `status` and `from` are gone since API 1.52.
 *
 * @returns `undefined` for events that are not asked for, in particular those of
 * exec, whose actions are whole command lines.
 */
export function parseEngineEvent(line: JsonLine): EngineEvent | undefined {
  const raw = readRecord(line.value);
  const actor = readRecord(raw.Actor);
  const attributes = readRecord(actor.Attributes);
  const containerId = readString(actor.ID);
  const timeNano = parseTimeNano(raw, line.text);
  const [told, suffix] = (readString(raw.Action) ?? '').split(': ', 2);
  const word = PODMAN_WORDS.get(told) ?? told;
  if (
    (raw.Type !== undefined && raw.Type !== 'container') ||
    !isAction(word) ||
    !containerId ||
    !CONTAINER_ID_PATTERN.test(containerId) ||
    !timeNano
  ) {
    return undefined;
  }
  const event: EngineEvent = {
    timeNano,
    action: word,
    containerId,
    name: readString(attributes.name),
    image: readString(attributes.image),
  };
  switch (word) {
    case 'die':
      // Podman 4 writes containerExitCode.
      return {
        ...event,
        exitCode: readInteger(
          attributes.exitCode ?? attributes.containerExitCode,
        ),
      };
    case 'kill':
      return { ...event, signal: readString(attributes.signal) };
    case 'rename':
      return {
        ...event,
        oldName: readString(attributes.oldName)?.replace(/^\//, ''),
      };
    case 'health_status':
      return {
        ...event,
        // Podman has a field for it, called differently by its versions.
        health: parseHealth(suffix ?? raw.HealthStatus ?? raw.health_status),
      };
    default:
      return event;
  }
}

function isAction(word: string): word is EngineEventAction {
  return ENGINE_EVENT_ACTIONS.some(action => action === word);
}

/**
 * Nanoseconds since the epoch need 61 bits and a JavaScript number holds 53, so
 * the digits are taken from the text. Inside a string the quotes around the word
 * would be escaped, and attributes are always strings, so that no label can pass
 * for the time.
 */
function parseTimeNano(
  raw: Record<string, unknown>,
  text: string,
): string | undefined {
  const digits = /"timeNano"\s*:\s*(\d{1,20})\s*[,}]/.exec(text)?.[1];
  if (digits && Number(digits) === raw.timeNano && raw.timeNano !== 0) {
    // Made anew: a part of the line would keep all of it, with every event that waits.
    return BigInt(digits).toString();
  }
  const seconds = readInteger(raw.time);
  return seconds ? `${seconds}000000000` : undefined;
}
