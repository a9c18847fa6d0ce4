import { appendEvents } from '../src/database/operations/appendEvents';
import { EVENTS_TABLE, EventRow } from '../src/database/tables';
import { toWatcherEvent } from '../src/database/toWatcherEvent';
import { compare, Report, takeTurns } from './lib/measure';
import { hostEvent } from './lib/hostEvent';
import { withDatabases } from './lib/openDatabases';
import { runBench } from './lib/runBench';
import { serveBareStream, toServerSentEvent } from './lib/serveBareStream';
import { serveEvents } from './lib/serveEvents';
import { StreamClients } from './lib/StreamClients';

const CLIENTS = 1_000;
const ROUNDS = 6;
/** How many events each reader has missed, at most. */
const MISSED = 50;
const LAST = 'the last one-';

/**
 * A thousand readers come back at once to a backend that has just started, and each
 * has missed up to fifty events.
 */
async function streamResume(): Promise<Report> {
  const report: Report = { comparisons: [], figures: [], facts: [] };
  await withDatabases(async ({ name, knex }) => {
    const events = Array.from({ length: 2_000 }, (_, i) => hostEvent(`${i}-`));
    await knex.transaction(tx =>
      appendEvents({
        tx,
        events: [...events, hostEvent(LAST)],
        now: Date.now(),
      }),
    );
    const row = await knex(EVENTS_TABLE).max({ id: 'id' }).first();
    const last = Number(row?.id);
    const places = Array.from(
      { length: CLIENTS },
      (_, i) => last - 1 - (i % MISSED),
    );

    const run = async (url: string) => {
      const clients = new StreamClients();
      clients.expect(LAST);
      const from = performance.now();
      await clients.open(places.map(place => `${url}?after=${place}`));
      const seen = await clients.allSeen();
      clients.close();
      return [Math.max(...seen) - from];
    };
    const ours = async () => {
      const api = await serveEvents(knex);
      const taken = await run(api.streamUrl);
      await api.stop();
      return taken;
    };
    const bare = async () => {
      const server = await serveBareStream(async ({ request, response }) => {
        const after = request.url?.split('=')[1] ?? '0';
        const rows: EventRow[] = await knex(EVENTS_TABLE)
          .where('id', '>', after)
          .orderBy('id');
        for (const one of rows) {
          response.write(toServerSentEvent(toWatcherEvent(one)));
        }
      });
      const taken = await run(server.url);
      await server.stop();
      return taken;
    };
    report.comparisons.push(
      compare(
        {
          name: `until all ${CLIENTS.toLocaleString(
            'en-US',
          )} have caught up on ${name}`,
          unit: 'ms',
          target: { atMost: 5 },
        },
        await takeTurns({ rounds: ROUNDS, warmUp: 1 }, { ours, bare }),
      ),
    );
  });
  return report;
}

runBench(streamResume);
