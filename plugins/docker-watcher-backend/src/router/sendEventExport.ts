import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { Response } from 'express';
import { EventExport } from '../services/EventsService';
import { isHeadRequest } from './requestChecks';
import { signalOfClose } from './signalOfClose';
import { csvHead, toCsv } from './toCsv';

const TYPES = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

/**
 * Writes an export as an attachment while it is read, as fast as the reader takes it.
 * What fails before the first events are there is answered as an error; what fails
 * later breaks the connection, so that nobody takes a part for the whole.
 */
export async function sendEventExport(options: {
  res: Response;
  format: keyof typeof TYPES;
  /** The signal aborts when the reader has gone. */
  open: (signal: AbortSignal) => Promise<EventExport>;
}): Promise<void> {
  const { res, format, open } = options;
  const left = signalOfClose(res);
  const { startedAt, batches } = await open(left);
  const reading = batches[Symbol.asyncIterator]();
  const first = await reading.next();

  const time = new Date(startedAt).toISOString().replace(/[:.]/g, '-');
  res.status(200);
  res.setHeader('Content-Type', TYPES[format]);
  res.setHeader(
    'Content-Disposition',
    `attachment; filename="docker-watcher-events-${time}.${format}"`,
  );
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  if (isHeadRequest(res)) {
    await reading.return?.();
    res.end();
    return;
  }
  const chunks = write({ format, first, reading });
  try {
    // One chunk at a time, or the events of several wait in memory.
    await pipeline(Readable.from(chunks, { highWaterMark: 1 }), res);
  } catch (error) {
    if (!left.aborted || res.errored) {
      throw error;
    }
  }
}

async function* write(options: {
  format: keyof typeof TYPES;
  first: IteratorResult<WatcherEvent[]>;
  reading: AsyncIterator<WatcherEvent[]>;
}): AsyncGenerator<string> {
  const { format, first, reading } = options;
  if (format === 'csv') {
    yield csvHead();
  }
  try {
    for (let next = first; !next.done; next = await reading.next()) {
      yield format === 'csv' ? toCsv(next.value) : toLines(next.value);
    }
  } finally {
    await reading.return?.();
  }
}

function toLines(events: WatcherEvent[]): string {
  return events.map(event => `${JSON.stringify(event)}\n`).join('');
}
