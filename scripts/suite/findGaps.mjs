/**
 * Suites that must have run when nothing is missing on the machine. A suite that
 * skips itself by mistake, or is renamed away, is noticed here and not a year later.
 */
export const REQUIRED_SUITES = [
  {
    what: 'the Docker engine suite over a unix socket',
    step: 'unit',
    pattern: /DockerEngine over a unix socket/,
  },
  {
    what: 'the Docker engine suite over mutual TLS',
    step: 'unit',
    pattern: /DockerEngine over mutual TLS/,
  },
  {
    what: 'the PostgreSQL suites',
    step: 'unit',
    pattern: /POSTGRES_15/,
  },
  ...['SQLITE_3', 'POSTGRES_15'].map(id => ({
    what: `the suite that watches a real engine, on ${id}`,
    step: 'unit',
    pattern: new RegExp(`watching a real engine.*on ${id}`),
  })),
  ...['SQLITE_3', 'POSTGRES_15'].map(id => ({
    what: `the suite of bad days with a real engine, on ${id}`,
    step: 'unit',
    pattern: new RegExp(`bad days with a real engine.*on ${id}`),
  })),
  { what: 'the browser suite', step: 'browser', pattern: /./ },
];

/**
 * What should have run and did not.
 *
 * @param results - by step, see `readResults.mjs`
 * @returns sentences
 */
export function findGaps(results, requiredSuites = REQUIRED_SUITES) {
  const gaps = [];
  for (const { what, step, pattern } of requiredSuites) {
    const ran = results[step]?.tests.some(
      test => test.status !== 'skipped' && pattern.test(test.name),
    );
    if (results[step] && !ran) {
      gaps.push(`${what} did not run`);
    }
  }
  for (const [step, { tests }] of Object.entries(results)) {
    for (const test of tests.filter(one => one.status === 'skipped')) {
      gaps.push(`skipped in ${step}: ${test.name}`);
    }
  }
  return gaps;
}
