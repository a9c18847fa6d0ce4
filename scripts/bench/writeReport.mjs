/** The report as Markdown, with a head when there is a machine to describe. */
export function writeReport({ results, machine }) {
  const sections = results.map(result =>
    machine
      ? [`## ${result.title}`, ...result.meaning, ...sectionOf(result.report)]
      : sectionOf(result.report),
  );
  return [...(machine ? headOf({ results, machine }) : []), ...sections.flat()]
    .filter(Boolean)
    .join('\n\n');
}

/** Whether every target is met and everything was as it has to be. */
export function isMet(report) {
  return (
    report.facts.every(fact => fact.isAsExpected) &&
    [...report.comparisons, ...report.figures].every(
      line => verdictOf(line) !== 'missed',
    )
  );
}

function headOf({ results, machine }) {
  const missed = results.flatMap(({ title, report }) => [
    ...[...report.comparisons, ...report.figures]
      .filter(line => verdictOf(line) === 'missed')
      .map(line => `- ${title}: ${line.name}`),
    ...report.facts
      .filter(fact => !fact.isAsExpected)
      .map(fact => `- ${title}: ${fact.text}`),
  ]);
  return [
    '# Benchmarks',
    'Written by `yarn bench`; run it again rather than edit this. It starts an engine and a PostgreSQL of its own, which takes root, dockerd, containerd, busybox and PostgreSQL on the machine.',
    'Figures of one machine say little about another, so each is set against a bare script that does the same work with the same libraries, in the same process and in turns. The ratio of the two is what counts; only memory has limits of its own. Of several rounds the median is given, with the bounds of the middle half in brackets.',
    missed.length === 0
      ? '**All targets are met.**'
      : `**Missed:**\n\n${missed.join('\n')}`,
    table(['', ''], machine),
  ];
}

function sectionOf({ comparisons, figures, facts }) {
  return [
    comparisons.length > 0 &&
      table(
        ['', 'ours', 'bare script', 'ratio', 'target', ''],
        comparisons.map(line => [
          `${line.name}, ${line.unit}`,
          spread(line.ours),
          spread(line.bare),
          `${line.ratio.toFixed(2)} ×`,
          bound(line.target, '×'),
          verdictOf(line),
        ]),
      ),
    figures.length > 0 &&
      table(
        ['', 'ours', 'target', ''],
        figures.map(line => [
          line.name,
          `${number(line.value)} ${line.unit}`,
          bound(line.target, line.unit),
          verdictOf(line),
        ]),
      ),
    facts
      .map(fact => `- ${fact.isAsExpected ? '' : '**Wrong:** '}${fact.text}`)
      .join('\n'),
  ];
}

function verdictOf({ target, ratio, value = ratio }) {
  if (!target) {
    return '';
  }
  const { atMost = Infinity, atLeast = -Infinity } = target;
  return atLeast <= value && value <= atMost ? 'met' : 'missed';
}

function bound(target, unit) {
  if (!target) {
    return '';
  }
  return target.atMost === undefined
    ? `≥ ${target.atLeast} ${unit}`
    : `≤ ${target.atMost} ${unit}`;
}

function spread({ median, low, high }) {
  return `${number(median)} (${number(low)} to ${number(high)})`;
}

function number(value) {
  return value.toLocaleString('en-US', {
    maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0,
    minimumFractionDigits: Math.abs(value) < 100 ? 1 : 0,
  });
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}
