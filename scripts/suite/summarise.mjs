import { formatDuration } from './runSteps.mjs';

const TAIL_LINES = 100;

/**
 * The end of the output: what failed with the last it said, a table of all steps,
 * and one line with the sum of all test runners.
 *
 * @remarks
 * A step that fails without a failing test (a type error, a crash) counts as one
 * failure, and so does a gap: a line that says "0 failed" must mean it.
 */
export function summarise(outcomes, gaps = []) {
  const broken = outcomes.filter(one => one.status !== 'passed');
  const passed = sum(outcomes, one => one.results?.passed ?? 0);
  const failed =
    sum(broken, one => Math.max(one.results?.failed ?? 0, 1)) +
    (gaps.length > 0 ? 1 : 0);

  const lines = [];
  const share = Math.max(
    20,
    Math.floor(TAIL_LINES / Math.max(1, broken.length)),
  );
  for (const { step, status, output, results } of broken) {
    lines.push('', `--- ${step.title} (${status}), the end of its output ---`);
    lines.push(...readTail(output, share));
    const names = (results?.tests ?? [])
      .filter(test => test.status === 'failed')
      .map(test => `failed: ${test.name}`);
    lines.push(...names.slice(0, 20));
  }
  lines.push('', ...formatTable(outcomes));
  if (gaps.length > 0) {
    lines.push(
      '',
      'The suite is not complete:',
      ...gaps.slice(0, 30).map(gap => `  ${gap}`),
    );
  }
  if (broken.length > 0) {
    lines.push('', `Failed: ${broken.map(one => one.step.title).join(', ')}`);
  }
  lines.push('', `${passed} passed, ${failed} failed`);
  return { text: lines.join('\n'), passed, failed };
}

function sum(items, read) {
  return items.reduce((total, item) => total + read(item), 0);
}

/** The last lines without colours, each of bounded length. */
function readTail(output, count) {
  return output
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .split(/\r?\n/)
    .map(line => line.split('\r').pop().slice(0, 400).trimEnd())
    .filter((line, index, all) => line || all[index - 1])
    .slice(-count - 1);
}

function formatTable(outcomes) {
  const width = Math.max(...outcomes.map(one => one.step.title.length), 4);
  return outcomes.map(({ step, status, durationMs, results }) => {
    const tests = results
      ? `${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`
      : '';
    return `${step.title.padEnd(width)}  ${status.padEnd(7)}  ${formatDuration(
      durationMs,
    ).padStart(12)}  ${tests}`.trimEnd();
  });
}
