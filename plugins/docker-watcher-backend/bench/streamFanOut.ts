import { appendEvents } from '../src/database/operations/appendEvents';
import { compare, Report, takeTurns } from './lib/measure';
import { hostEvent } from './lib/hostEvent';
import { BenchDatabase, withDatabases } from './lib/openDatabases';
import { runBench } from './lib/runBench';
import { serveBareStream, toServerSentEvent } from './lib/serveBareStream';
import { serveEvents } from './lib/serveEvents';
import { StreamClients } from './lib/StreamClients';

const CLIENTS = 1_000;
const ROUNDS = 40;

/**
 * One event to a thousand readers. Ours: from the hint that something was committed,
 * through a read of the log. The bare script: from the first of a thousand writes.
 */
async function streamFanOut(): Promise<Report> {
  const report: Report = { comparisons: [], figures: [], facts: [] };
  await withDatabases(async database => {
    const numbers = Array.from({ length: CLIENTS }, (_, i) => i);
    await measure({
      ...{ database, report },
      what: 'the same for all',
      queries: numbers.map(() => ''),
    });
    await measure({
      ...{ database, report },
      what: 'a filter for each',
      queries: numbers.map(i => `?host=local,h${i}&severity=error`),
    });
  });
  return report;
}

async function measure(options: {
  database: BenchDatabase;
  report: Report;
  what: string;
  queries: string[];
}): Promise<void> {
  const { database, report, what, queries } = options;
  const { name, knex } = database;
  const api = await serveEvents(knex);
  const bare = await serveBareStream();
  const clients = { ours: new StreamClients(), bare: new StreamClients() };
  await clients.ours.open(queries.map(query => `${api.streamUrl}${query}`));
  await clients.ours.allBegun();
  await clients.bare.open(queries.map(() => bare.url));
  await clients.bare.allBegun();
  const quantiles = {
    ours: { p50: [] as number[], p99: [] as number[] },
    bare: { p50: [] as number[], p99: [] as number[] },
  };
  let round = 0;

  const run = async (side: 'ours' | 'bare', send: () => void) => {
    const from = performance.now();
    send();
    const sorted = (await clients[side].allSeen())
      .map(at => at - from)
      .sort((a, b) => a - b);
    return {
      p50: sorted[Math.floor(CLIENTS * 0.5)],
      p99: sorted[Math.floor(CLIENTS * 0.99)],
    };
  };
  const note = (side: 'ours' | 'bare', taken: { p50: number; p99: number }) => {
    quantiles[side].p50.push(taken.p50);
    return [taken.p99];
  };

  const ours = async () => {
    const text = `mark-${round++}-`;
    clients.ours.expect(text);
    await knex.transaction(tx =>
      appendEvents({ tx, events: [hostEvent(text)], now: Date.now() }),
    );
    return note('ours', await run('ours', () => api.eventLog.notifyAppended()));
  };
  const theirs = async () => {
    const text = `mark-${round++}-`;
    clients.bare.expect(text);
    const { id, at } = { id: String(round), at: new Date().toISOString() };
    const event = { ...hostEvent(text), id, at };
    return note(
      'bare',
      await run('bare', () => bare.broadcast(toServerSentEvent(event))),
    );
  };
  const p99 = await takeTurns(
    { rounds: ROUNDS, warmUp: 10 },
    { ours, bare: theirs },
  );
  clients.ours.close();
  clients.bare.close();
  await api.stop();
  await bare.stop();
  report.comparisons.push(
    compare(
      {
        name: `p50, ${what}, on ${name}`,
        unit: 'ms',
      },
      {
        ours: quantiles.ours.p50.slice(-ROUNDS),
        bare: quantiles.bare.p50.slice(-ROUNDS),
      },
    ),
    compare(
      { name: `p99, ${what}, on ${name}`, unit: 'ms', target: { atMost: 5 } },
      p99,
    ),
  );
}

runBench(streamFanOut);
