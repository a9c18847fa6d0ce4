import { DatabaseInventoryStore } from '../src/database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from '../src/database/DatabaseLeaseStore';
import { EVENTS_TABLE, EventRow } from '../src/database/tables';
import { NewEvent } from '../src/eventLog/EventLogStore';
import { SystemClock } from '../src/lib/SystemClock';
import { collectGarbage, compare, Report, takeTurns } from './lib/measure';
import { withDatabases } from './lib/openDatabases';
import { HOST, registerHost } from './lib/registerHost';
import { runBench } from './lib/runBench';

const BATCH = 100;
const BATCHES = 20;
const ROUNDS = 15;

/**
 * Commits of 100 events each, through the store as a watcher does it: with the check
 * of its lease, the host's cursor, and the lock that keeps the log in order. Beside
 * it knex alone inserts the same rows into the same table, 100 at a time.
 */
async function append(): Promise<Report> {
  const report: Report = { comparisons: [], figures: [], facts: [] };
  await withDatabases(async ({ name, knex }) => {
    const clock = new SystemClock();
    const store = DatabaseInventoryStore.create({ knex, clock });
    await registerHost(store, clock);
    const lease = await DatabaseLeaseStore.create({ knex }).acquire({
      name: `host:${HOST}`,
      holder: 'bench',
      ttlMs: 60 * 60_000,
    });
    if (!lease) {
      throw new Error('Somebody else holds the lease');
    }
    const events = Array.from({ length: BATCH }, (_, i) => createEvent(i));
    const status = { state: 'connected' as const, at: clock.now() };
    const first = await store.commit({
      ...{ host: HOST, revision: 0, lease, status },
      ...{ upserts: [], removals: [], events },
    });
    if (first.result !== 'committed') {
      throw new Error('The first commit was refused');
    }
    const stored: EventRow[] = await knex(EVENTS_TABLE).select();
    const rows = stored.map(({ id: _id, ...row }) => row);
    await knex(EVENTS_TABLE).delete();

    let batches = 0;
    const commit = async () => {
      batches += 1;
      const outcome = await store.commit({
        ...{ host: HOST, revision: first.revision, lease },
        ...{ upserts: [], removals: [], events },
        cursor: { timeNano: `${Date.now()}000000`, recent: [] },
      });
      if (outcome.result !== 'committed') {
        throw new Error('A commit was refused');
      }
    };
    const bare = {
      batchInsert: async () => {
        batches += 1;
        await knex.batchInsert(EVENTS_TABLE, rows, BATCH);
      },
      // Does without the transaction and the pause that batchInsert makes.
      insert: async () => {
        batches += 1;
        await knex(EVENTS_TABLE).insert(rows);
      },
    };
    for (const [what, insert] of Object.entries(bare)) {
      report.comparisons.push(
        compare(
          {
            name: `commits of ${BATCH} events against ${what} on ${name}`,
            unit: 'rows/s',
            target: { atLeast: 0.5 },
          },
          await takeTurns(
            { rounds: ROUNDS, warmUp: 3 },
            { ours: () => rate(commit), bare: () => rate(insert) },
          ),
        ),
      );
    }
    const [{ count }] = await knex(EVENTS_TABLE).count({ count: '*' });
    report.facts.push({
      text: `${name}: ${count} rows are in the log, ${
        batches * BATCH
      } were appended.`,
      isAsExpected: Number(count) === batches * BATCH,
    });
  });
  return report;
}

/** @returns rows in a second */
async function rate(insertBatch: () => Promise<void>): Promise<number[]> {
  collectGarbage();
  const from = performance.now();
  for (let i = 0; i < BATCHES; i++) {
    await insertBatch();
  }
  return [(BATCHES * BATCH * 1000) / (performance.now() - from)];
}

function createEvent(i: number): NewEvent {
  const id = i.toString(16).padStart(64, 'a');
  return {
    kind: 'container.died',
    severity: 'error',
    source: 'container',
    occurredAt: new Date(1_790_000_000_000 + i).toISOString(),
    host: HOST,
    containerId: id,
    containerName: `shop-worker-${i}`,
    workload: `${HOST}/shop/worker`,
    entityRef: 'component:default/shop-worker',
    inferred: false,
    message: `shop-worker-${i} died, with code 1 after running for 3 minutes`,
    details: { exitCode: 1, oomKilled: false, ranForMs: 180_000 },
  };
}

runBench(append);
