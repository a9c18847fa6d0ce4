import { readFileSync } from 'node:fs';

/**
 * What one test runner reports, in the same shape for all of them.
 *
 * @remarks
 * `tests` holds `{ name, file, status }` with `passed`, `failed` or `skipped`;
 * `failed` also counts files that could not be run at all.
 */
function summarise(tests, brokenFiles = 0) {
  const count = status => tests.filter(test => test.status === status).length;
  return {
    tests,
    passed: count('passed'),
    failed: count('failed') + brokenFiles,
    skipped: count('skipped'),
  };
}

export function parseJestReport(report) {
  const statuses = { passed: 'passed', failed: 'failed' };
  const tests = report.testResults.flatMap(file =>
    file.assertionResults.map(result => ({
      name: [...result.ancestorTitles, result.title].join(' > '),
      file: file.name,
      status: statuses[result.status] ?? 'skipped',
    })),
  );
  const brokenFiles = report.testResults.filter(
    file =>
      file.status === 'failed' &&
      !file.assertionResults.some(result => result.status === 'failed'),
  ).length;
  return summarise(tests, brokenFiles);
}

export function parsePlaywrightReport(report) {
  const statuses = {
    expected: 'passed',
    flaky: 'passed',
    unexpected: 'failed',
  };
  const tests = [];
  const visit = (suite, parents) => {
    const titles = [...parents, suite.title].filter(Boolean);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        tests.push({
          name: [...titles, spec.title].join(' > '),
          file: spec.file,
          status: statuses[test.status] ?? 'skipped',
        });
      }
    }
    (suite.suites ?? []).forEach(child => visit(child, titles));
  };
  (report.suites ?? []).forEach(suite => visit(suite, []));
  return summarise(tests, (report.errors ?? []).length);
}

/** The report of Node's own test runner in TAP form; only leaves are tests. */
export function parseTap(text) {
  const tests = [];
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const match = /^( *)(not ok|ok) \d+ - (.*)$/.exec(line);
    if (!match) {
      return;
    }
    // The YAML block below says what it is; a suite has its tests above it.
    const block = [];
    for (
      let i = index + 1;
      i < lines.length && !/^ *\.\.\.$/.test(lines[i]);
      i++
    ) {
      block.push(lines[i]);
    }
    if (block.some(entry => /^ *type: 'suite'$/.test(entry))) {
      return;
    }
    const skipped = / # (SKIP|TODO)/.test(match[3]);
    const passed = match[2] === 'ok';
    tests.push({
      name: match[3].replace(/ # (SKIP|TODO).*/, ''),
      file: '',
      status: skipped ? 'skipped' : passed ? 'passed' : 'failed',
    });
  });
  return summarise(tests);
}

/** Reads a report file; undefined when it is missing or cut off. */
export function readReport(file, parse) {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
