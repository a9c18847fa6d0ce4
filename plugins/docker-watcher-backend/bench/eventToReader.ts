import { EventsPage } from 'backstage-plugin-docker-watcher-common';
import { BenchEngine } from './lib/benchEngine';
import { compare, Report, takeTurns, waitUntil } from './lib/measure';
import { BenchDatabase, withDatabases } from './lib/openDatabases';
import { readJson } from './lib/readJson';
import { runBench } from './lib/runBench';
import { serveEvents } from './lib/serveEvents';
import { watchBare } from './lib/watchBare';
import { watchOurs } from './lib/watchOurs';

const ROUNDS = 4;
const PAIRS = 12;
/** An engine may tell of a pause again when it is over at once. */
const GAP_MS = 60;

async function eventToReader(): Promise<Report> {
  const report: Report = { comparisons: [], figures: [], facts: [] };
  const engine = BenchEngine.create();
  const [id, ...others] = await engine.createContainers({
    count: 20,
    running: 20,
  });
  try {
    await withDatabases(database => measure({ engine, id, database, report }));
  } finally {
    await engine.removeContainers([id, ...others]);
  }
  return report;
}

async function measure(options: {
  engine: BenchEngine;
  id: string;
  database: BenchDatabase;
  report: Report;
}): Promise<void> {
  const { engine, id, database, report } = options;
  const { name, knex } = database;
  const { socketPath } = engine;
  const api = await serveEvents(knex);
  const hints = { ours: () => {}, bare: () => {} };

  const ours = async () => {
    const supervisor = await watchOurs({
      ...{ knex, socketPath },
      onChanged: () => api.eventLog.notifyAppended(),
    });
    const stopListening = api.eventLog.onAppended(() => hints.ours());
    const latest = { id: '0' };
    const read = async () =>
      readJson<EventsPage>(`${api.url}?containerId=${id}&limit=1`);
    latest.id = (await read()).items[0]?.id ?? '0';
    const values = await run({ engine, id }, (state, hint) => {
      hints.ours = hint;
      return async () => {
        const [event] = (await read()).items;
        const kind =
          state === 'paused' ? 'container.paused' : 'container.unpaused';
        if (!event || event.id === latest.id || event.kind !== kind) {
          return false;
        }
        latest.id = event.id;
        return true;
      };
    });
    stopListening();
    await supervisor.stop();
    return values;
  };

  const bare = async () => {
    const watcher = await watchBare({
      ...{ knex, socketPath },
      onStored: () => hints.bare(),
    });
    const values = await run({ engine, id }, (state, hint) => {
      hints.bare = hint;
      return async () => {
        const row = await readJson<{ state?: string }>(`${watcher.url}/${id}`);
        return row.state === state;
      };
    });
    await watcher.stop();
    return values;
  };

  const taken = await takeTurns({ rounds: ROUNDS, warmUp: 1 }, { ours, bare });
  await api.stop();
  report.comparisons.push(
    compare(
      { name: `event to reader on ${name}`, unit: 'ms', target: { atMost: 2 } },
      taken,
    ),
  );
}

/**
 * Pauses and unpauses, and waits each time until a reader sees it.
 *
 * @returns milliseconds from the engine's own time of each event
 */
async function run(
  target: { engine: BenchEngine; id: string },
  expect: (
    state: 'paused' | 'running',
    hint: () => void,
  ) => () => Promise<boolean>,
): Promise<number[]> {
  const { engine, id } = target;
  const sinceMs = Date.now() - 1;
  const seenAt: number[] = [];
  for (let i = 0; i < 2 * PAIRS; i++) {
    const state = i % 2 === 0 ? 'paused' : 'running';
    let seen = false;
    let sees = async () => false;
    let isReading = false;
    let isHinted = false;
    const read = async () => {
      isHinted = true;
      if (isReading || seen) {
        return;
      }
      isReading = true;
      while (isHinted && !seen) {
        isHinted = false;
        if (await sees()) {
          seenAt.push(performance.timeOrigin + performance.now());
          seen = true;
        }
      }
      isReading = false;
    };
    sees = expect(state, read);
    await (state === 'paused' ? engine.pause(id) : engine.unpause(id));
    await waitUntil(() => seen, `a reader to see that it is ${state}`);
    await new Promise(resolve => setTimeout(resolve, GAP_MS));
  }
  const told = await engine.timesOf({
    ...{ id, actions: ['pause', 'unpause'], sinceMs },
    untilMs: Date.now(),
  });
  if (told.length !== seenAt.length) {
    throw new Error(
      `The engine tells of ${told.length} events, ${seenAt.length} were read`,
    );
  }
  return seenAt.map((ms, i) => ms - Number(told[i] / 1000n) / 1000);
}

runBench(eventToReader);
