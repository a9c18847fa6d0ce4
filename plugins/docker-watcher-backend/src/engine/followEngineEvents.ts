import { Readable } from 'node:stream';
import Docker from 'dockerode';
import {
  ENGINE_EVENT_ACTIONS,
  EngineEvent,
} from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { decodeJsonLines } from '../lib/decodeJsonLines';
import { callEngine } from './callEngine';
import { parseEngineEvent } from './parseEngineEvent';
import { EngineAttempt, toEngineError } from './toEngineError';

/** Words for the wanted events; `health_status` stands for all its verdicts. */
const ASKED_FOR = [
  ...ENGINE_EVENT_ACTIONS,
  // Podman compares with its own words, and tells the first as `die`.
  'died',
  'remove',
];

/**
 * Podman takes `since` for a floating-point number, which is good for a quarter
 * of a microsecond, and leaves out an event of exactly this time.
 */
const SINCE_MARGIN_NANO = 1_000n;

/**
 * Subscribes to the container events that are wanted, and to no others: those of
 * exec hold command lines.
 *
 * @remarks Resolves when the headers of the response are there. Docker sends them
 * at once, but registers the subscriber a moment later, so an event in between
 * would be lost without `since`; with it, Docker looks through the events it
 * remembers as it registers. So `since` should always be given.
 *
 * The iteration ends silently when the signal aborts, and throws when the stream
 * breaks or ends. Leaving it frees the socket; no listener outlives the stream.
 */
export async function followEngineEvents(options: {
  docker: Docker;
  /** Nanoseconds since the epoch, inclusive. */
  since?: string;
  signal: AbortSignal;
  /** For the subscription; the stream itself may be silent for ever. */
  timeoutMs: number;
  clock: Clock;
  attempt: EngineAttempt;
}): Promise<AsyncIterable<EngineEvent>> {
  const { docker, since, signal, timeoutMs, clock, attempt } = options;
  const stream = await callEngine(
    { signal, timeoutMs, clock, attempt },
    async callSignal => {
      const query = {
        ...(since ? { since: toUnixTime(since) } : {}),
        filters: { type: ['container'], event: ASKED_FOR },
        abortSignal: callSignal,
      };
      // The types know `since` as a number, which cannot hold nanoseconds.
      const answer: unknown = await docker.getEvents(query as {});
      if (!(answer instanceof Readable)) {
        throw new Error('did not start a stream');
      }
      return answer;
    },
  );
  const onAbort = () => stream.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) {
    onAbort();
  }
  stream.once('close', () => signal.removeEventListener('abort', onAbort));
  return readEvents(stream, { since, signal, attempt });
}

async function* readEvents(
  stream: Readable,
  options: { since?: string; signal: AbortSignal; attempt: EngineAttempt },
): AsyncGenerator<EngineEvent> {
  const { since, signal, attempt } = options;
  try {
    for await (const line of decodeJsonLines(stream)) {
      if (signal.aborted) {
        return;
      }
      const event = parseEngineEvent(line);
      if (event && !isInMargin(event.timeNano, since)) {
        yield event;
      }
    }
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    throw toEngineError(error, attempt);
  } finally {
    stream.destroy();
  }
  if (!signal.aborted) {
    throw toEngineError(new Error('the engine ended the stream'), attempt);
  }
}

/**
 * Whether an event came only because of the margin. One that is older still is
 * from an engine whose clock was set back, and news.
 */
function isInMargin(timeNano: string, since: string | undefined): boolean {
  const early = BigInt(since ?? timeNano) - BigInt(timeNano);
  return early > 0n && early <= SINCE_MARGIN_NANO;
}

/** Nanoseconds as `seconds.nanoseconds`, the exact form that engines take. */
function toUnixTime(timeNano: string): string {
  const early = BigInt(timeNano) - SINCE_MARGIN_NANO;
  const digits = (early > 0n ? early : 0n).toString().padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
