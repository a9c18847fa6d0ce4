import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findGaps } from './findGaps.mjs';
import {
  parseJestReport,
  parsePlaywrightReport,
  parseTap,
} from './readResults.mjs';
import { runSteps } from './runSteps.mjs';
import { createSteps } from './steps.mjs';
import { summarise } from './summarise.mjs';
import { rootDir } from '../toolchain/paths.mjs';

const counts = ({ passed, failed, skipped }) => ({ passed, failed, skipped });

test('Jest: tests are counted, and files that could not be run', () => {
  const result = (status, title) => ({
    status,
    title,
    ancestorTitles: ['suite'],
  });
  const results = parseJestReport({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          result('passed', 'one'),
          result('failed', 'two'),
          result('pending', 'three'),
          result('todo', 'four'),
        ],
      },
      { name: 'b.test.ts', status: 'failed', assertionResults: [] },
    ],
  });
  assert.deepEqual(counts(results), { passed: 1, failed: 2, skipped: 2 });
  assert.equal(results.tests[0].name, 'suite > one');
});

test('Playwright: nested suites and errors outside of tests are counted', () => {
  const spec = (title, status) => ({
    title,
    file: 'x.ts',
    tests: [{ status }],
  });
  const results = parsePlaywrightReport({
    suites: [
      {
        title: 'x.ts',
        specs: [spec('top', 'expected')],
        suites: [
          {
            title: 'inner',
            specs: [spec('bad', 'unexpected'), spec('not', 'skipped')],
          },
        ],
      },
    ],
    errors: [{ message: 'global set-up failed' }],
  });
  assert.deepEqual(counts(results), { passed: 1, failed: 2, skipped: 1 });
  assert.equal(results.tests[1].name, 'x.ts > inner > bad');
});

test('TAP: leaves are counted, suites are not', () => {
  const results = parseTap(`TAP version 13
# Subtest: suite
    # Subtest: inner
    ok 1 - inner
      ---
      duration_ms: 1
      ...
    not ok 2 - broken
      ---
      duration_ms: 1
      ...
    1..2
not ok 1 - suite
  ---
  duration_ms: 2
  type: 'suite'
  ...
ok 2 - later # SKIP no engine
  ---
  duration_ms: 1
  ...
ok 3 - top
  ---
  duration_ms: 1
  ...
1..3
`);
  assert.deepEqual(counts(results), { passed: 2, failed: 1, skipped: 1 });
});

test('a suite that should have run and did not is a gap', () => {
  const required = [
    { what: 'the engine suite', step: 'unit', pattern: /^engine/ },
    { what: 'the browser suite', step: 'browser', pattern: /./ },
  ];
  const of = (...tests) => ({
    tests: tests.map(([name, status]) => ({ name, status })),
  });
  assert.deepEqual(
    findGaps(
      {
        unit: of(['engine > lists', 'passed'], ['x', 'failed']),
        browser: of(['page', 'passed']),
      },
      required,
    ),
    [],
  );
  assert.deepEqual(
    findGaps(
      { unit: of(['engine > lists', 'skipped']), browser: of() },
      required,
    ),
    [
      'the engine suite did not run',
      'the browser suite did not run',
      'skipped in unit: engine > lists',
    ],
  );
  assert.deepEqual(findGaps({}, required), [], 'steps that were left out');
});

test('steps run after a failure unless they need it, and the end says it all', async t => {
  const reportDir = mkdtempSync(path.join(tmpdir(), 'dwt-steps-'));
  t.after(() => rmSync(reportDir, { recursive: true }));
  const script = text => [process.execPath, '-e', text];
  const report = path.join(reportDir, 'r.json');
  let stopped = 0;
  const outcomes = await runSteps(
    [
      {
        id: 'a',
        title: 'First',
        command: script('console.log("it broke"); process.exit(2)'),
      },
      { id: 'b', title: 'Second', command: script(''), needs: ['a'] },
      {
        id: 'c',
        title: 'Third',
        services: true,
        command: script(
          `require('fs').writeFileSync(${JSON.stringify(
            report,
          )}, process.env.FROM_SERVICE)`,
        ),
        report: {
          file: report,
          parse: text => ({
            tests: [],
            passed: Number(text),
            failed: 0,
            skipped: 0,
          }),
        },
      },
      {
        id: 'd',
        title: 'Fourth',
        command: script(''),
        report: { file: path.join(reportDir, 'none'), parse: JSON.parse },
      },
      {
        id: 'e',
        title: 'Fifth',
        timeoutMs: 300,
        command: script('setInterval(() => {}, 1000)'),
      },
    ],
    {
      cwd: reportDir,
      env: process.env,
      reportDir,
      print: () => {},
      startServices: async () => ({
        env: { FROM_SERVICE: '7' },
        stop: async () => (stopped += 1),
      }),
    },
  );
  assert.deepEqual(
    outcomes.map(one => one.status),
    ['failed', 'not run', 'passed', 'failed', 'failed'],
  );
  assert.equal(stopped, 1);

  const { text, failed } = summarise(outcomes);
  assert.equal(failed, 4);
  assert.match(text, /First \(failed\).*\nit broke/);
  assert.match(text, /It needs a\./);
  assert.match(text, /left no report/);
  assert.match(text, /took longer than/);
  assert.match(text, /\nFailed: First, Second, Fourth, Fifth\n/);
  assert.match(text, /\n7 passed, 4 failed$/);
});

test('the end stays within what a log viewer shows, and gaps are failures', () => {
  const step = { id: 'a', title: 'A' };
  const output = '\u001b[31mred\u001b[39m\n\n\n\n'.repeat(5000);
  const broken = Array.from({ length: 5 }, () => ({
    step,
    status: 'failed',
    durationMs: 61_000,
    output,
  }));
  const { text } = summarise(broken);
  assert.ok(text.split('\n').length < 180);
  assert.ok(!text.includes('\u001b'));
  assert.match(text, /1 min 1 s/);

  const fine = {
    step,
    status: 'passed',
    durationMs: 10,
    output: '',
    results: { passed: 3, failed: 0, skipped: 0 },
  };
  assert.match(summarise([fine]).text, /\n3 passed, 0 failed$/);
  const results = {
    ...fine.results,
    failed: 1,
    tests: [{ name: 'list > is empty', status: 'failed' }],
  };
  assert.match(
    summarise([{ ...fine, status: 'failed', results }]).text,
    /\nfailed: list > is empty\n/,
  );
  assert.match(summarise([fine], ['x did not run']).text, /x did not run/);
  assert.match(
    summarise([fine], ['x did not run']).text,
    /\n3 passed, 1 failed$/,
  );
});

test('every step has a name of its own and needs only earlier ones', () => {
  const steps = createSteps({ rootDir, reportDir: '/r' });
  const ids = steps.map(step => step.id);
  assert.equal(new Set(ids).size, ids.length);
  steps.forEach((step, index) =>
    (step.needs ?? []).forEach(id =>
      assert.ok(ids.slice(0, index).includes(id), `${step.id} needs ${id}`),
    ),
  );
});
