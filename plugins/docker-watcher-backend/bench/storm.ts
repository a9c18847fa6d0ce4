import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EventRow, EVENTS_TABLE } from '../src/database/tables';
import { collectGarbage, Report, waitUntil } from './lib/measure';
import { BenchDatabase, withDatabases } from './lib/openDatabases';
import { playEngine } from './lib/playEngine';
import { runBench } from './lib/runBench';
import { watchOurs } from './lib/watchOurs';

const CONTAINERS = 1_000;
const EVENTS = 20_000;
const SAMPLE_MS = 10;
const COLLECT_MS = 150;
const LIMIT_MB = 50;
const MB = 2 ** 20;

/**
 * Every event is a transition, so each has to be an entry of the log, and just one.
 * Each database has a process of its own, as memory that one took would be there for
 * the next.
 */
async function storm(): Promise<Report> {
  const report: Report = { comparisons: [], figures: [], facts: [] };
  const [, , only] = process.argv;
  if (only) {
    await withDatabases(database => measure(database, report), only);
    return report;
  }
  for (const name of ['SQLite', 'PostgreSQL']) {
    const { figures, facts } = await runAlone(name);
    report.figures.push(...figures);
    report.facts.push(...facts);
  }
  return report;
}

function runAlone(database: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [database]);
    child.on('message', (message: Partial<Report>) => {
      const { comparisons, figures, facts } = message;
      if (comparisons && figures && facts) {
        resolve({ comparisons, figures, facts });
      }
    });
    child.once('exit', code =>
      reject(new Error(`The storm on ${database} ended with ${code}`)),
    );
  });
}

async function measure(
  { name, knex }: BenchDatabase,
  report: Report,
): Promise<void> {
  const ids = Array.from({ length: CONTAINERS }, (_, i) =>
    createHash('sha256').update(String(i)).digest('hex'),
  );
  const engine = await playEngine(answersAbout(ids));
  const supervisor = await watchOurs({
    ...{ knex, socketPath: engine.socketPath },
    onChanged: () => undefined,
  });
  const countEvents = async () => {
    const [{ count }] = await knex(EVENTS_TABLE)
      .whereIn('kind', ['container.paused', 'container.unpaused'])
      .count({ count: '*' });
    return Number(count);
  };

  // Once beforehand, in small: code is compiled then, and buffers get their size.
  await engine.prepare(linesAbout(ids, { from: 0, count: 2 * CONTAINERS }));
  await engine.tell();
  await waitUntil(
    async () => (await countEvents()) === 2 * CONTAINERS,
    'the first events',
  );
  /** @returns how memory grew while one storm passed */
  const pass = async (options: { first: number; collect: boolean }) => {
    const { first, collect } = options;
    await engine.prepare(linesAbout(ids, { from: first, count: EVENTS }));
    collectGarbage();
    const before = process.memoryUsage();
    const highest = { ...before };
    const sampling = setInterval(
      () => {
        if (collect) {
          collectGarbage();
        }
        const now = process.memoryUsage();
        highest.heapUsed = Math.max(highest.heapUsed, now.heapUsed);
        highest.rss = Math.max(highest.rss, now.rss);
      },
      collect ? COLLECT_MS : SAMPLE_MS,
    );
    const began = performance.now();
    await engine.tell();
    const toldMs = performance.now() - began;
    await waitUntil(
      async () => (await countEvents()) >= first + EVENTS,
      'the storm',
    ).catch(() => undefined);
    const tookMs = performance.now() - began;
    clearInterval(sampling);
    collectGarbage();
    const left = process.memoryUsage();
    return {
      rss: (highest.rss - before.rss) / MB,
      heap: (highest.heapUsed - before.heapUsed) / MB,
      left: (left.heapUsed - before.heapUsed) / MB,
      toldMs,
      tookMs,
    };
  };
  const asItComes = await pass({ first: 2 * CONTAINERS, collect: false });
  const collected = await pass({
    first: 2 * CONTAINERS + EVENTS,
    collect: true,
  });
  await supervisor.stop();
  await engine.stop();

  const target = { atMost: LIMIT_MB };
  const figures: [string, number, typeof target | undefined][] = [
    ['highest resident memory', asItComes.rss, target],
    ['highest heap, without garbage', collected.heap, target],
    ['highest heap, with garbage not yet collected', asItComes.heap, undefined],
    ['heap that is left afterwards', asItComes.left, target],
  ];
  for (const [what, value, limit] of figures) {
    report.figures.push({
      ...{ name: `${what}, ${name}`, unit: 'MB', value, target: limit },
    });
  }
  report.figures.push(
    {
      ...{ name: `until all was taken from the socket, ${name}`, unit: 'ms' },
      value: asItComes.toldMs,
    },
    {
      ...{ name: `until all was in the log, ${name}`, unit: 'ms' },
      value: asItComes.tookMs,
    },
  );

  const rows: EventRow[] = await knex(EVENTS_TABLE)
    .whereIn('kind', ['container.paused', 'container.unpaused'])
    .orderBy('id');
  const latest = new Map<string | null, string>();
  const inOrder = rows.filter(({ container_id, kind, inferred }) => {
    const isNext =
      kind !== (latest.get(container_id) ?? 'container.unpaused') && !inferred;
    latest.set(container_id, kind);
    return isNext;
  });
  const expected = 2 * CONTAINERS + 2 * EVENTS;
  const count = (value: number) => value.toLocaleString('en-US');
  report.facts.push({
    text: `${name}: ${count(expected)} pauses and unpauses were told, ${count(
      2 * CONTAINERS,
    )} to warm up and ${count(
      EVENTS,
    )} in each of two storms. The log has ${count(
      rows.length,
    )}, of which ${count(
      inOrder.length,
    )} follow each other as told and were not inferred.`,
    isAsExpected: rows.length === expected && inOrder.length === expected,
  });
}

/** All running, as they are again after each pair of events. */
function answersAbout(ids: readonly string[]): Record<string, string> {
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  const entries = ids.map((id, i) => ({
    Id: id,
    Names: [`/shop-${i}`],
    Image: 'nginx',
    ImageID: `sha256:${ids[0]}`,
    Created: Math.floor(Date.now() / 1000) - 3_600,
    Ports: [],
    Labels: { 'com.docker.compose.project': 'shop' },
    State: 'running',
    Status: 'Up About an hour',
  }));
  return {
    '/_ping': 'OK',
    '/version': JSON.stringify({ Version: '20.10.24', ApiVersion: '1.41' }),
    '/info': JSON.stringify({
      ID: 'storm',
      SystemTime: new Date().toISOString(),
    }),
    '/containers/json': JSON.stringify(entries),
    ...Object.fromEntries(
      entries.map(entry => [
        `/containers/${entry.Id}/json`,
        JSON.stringify({
          Id: entry.Id,
          Name: entry.Names[0],
          Created: startedAt,
          Image: entry.ImageID,
          Config: { Image: entry.Image, Labels: entry.Labels, Env: [] },
          State: { Status: 'running', Running: true, StartedAt: startedAt },
          HostConfig: { RestartPolicy: { Name: 'always' } },
          NetworkSettings: { Ports: {}, Networks: {} },
          Mounts: [],
        }),
      ]),
    ),
  };
}

/** Round after round through all containers, paused in one and unpaused in the next. */
function linesAbout(
  ids: readonly string[],
  options: { from: number; count: number },
): string[] {
  const { from, count } = options;
  const startMs = Date.now();
  return Array.from({ length: count }, (_, n) => {
    const id = ids[n % ids.length];
    const round = Math.floor((from + n) / ids.length);
    const action = round % 2 === 0 ? 'pause' : 'unpause';
    const ms = startMs + Math.floor(n / 100);
    const nano = `${ms}${String((n % 100) * 10_000).padStart(6, '0')}`;
    return `{"status":"${action}","id":"${id}","from":"nginx","Type":"container","Action":"${action}","Actor":{"ID":"${id}","Attributes":{"com.docker.compose.project":"shop","image":"nginx","name":"shop-${
      n % ids.length
    }"}},"scope":"local","time":${Math.floor(ms / 1000)},"timeNano":${nano}}\n`;
  });
}

runBench(storm);
