const KINDS = {
  'container.created': 'create',
  'container.started': 'start',
  'container.died': 'die',
  'container.stopped': 'die',
  'container.paused': 'pause',
  'container.unpaused': 'unpause',
  'container.renamed': 'rename',
  'container.removed': 'destroy',
};

/** The engine's own times of starts and ends differ from those of the events a little. */
const TOLERANCE_MS = 3000;
/** How long before it is dead an engine that is killed may still tell of something. */
const LAST_WORDS_MS = 500;

/**
 * Compares the log with the engine's own record.
 *
 * - `told`: transitions that stand in both at the very same millisecond.
 * - `inferred`: transitions that the log concluded from a later look.
 * - `folded`: starts and ends within a crash loop that the log tells as one.
 * - `missed`: transitions the log does not know of.
 * - `repeated`: entries that tell of a transition once more, or of none.
 *
 * @param options.record - `{ id, action, ms }` in order
 * @param options.log - `{ containerId, kind, ms, inferred }` in order
 * @param options.blind - `{ from, to }` spans in which the engine was down: what is
 * inferred about them has no record to stand against, and what it told as they began
 * may have missed the record
 */
export function judgeLog({ record, log, blind }) {
  const verdict = { told: 0, inferred: 0, folded: 0, missed: [], repeated: [] };
  const recordOf = groupBy(record, event => event.id);
  const logOf = groupBy(
    log.filter(entry => entry.containerId),
    entry => entry.containerId,
  );
  for (const id of new Set([...recordOf.keys(), ...logOf.keys()])) {
    judgeContainer(recordOf.get(id) ?? [], logOf.get(id) ?? [], {
      blind,
      verdict,
    });
  }
  return verdict;
}

function judgeContainer(record, log, { blind, verdict }) {
  const open = new Set(record);
  const loops = findLoops(log);
  const entries = log.filter(entry => KINDS[entry.kind]);
  const unexplained = [];
  for (const entry of entries) {
    const action = KINDS[entry.kind];
    const match = entry.inferred
      ? undefined
      : [...open].find(
          event => event.action === action && event.ms === entry.ms,
        );
    if (match) {
      open.delete(match);
      verdict.told += 1;
    } else {
      unexplained.push({ entry, action });
    }
  }
  const lastWords = new Set();
  for (const { entry, action } of unexplained) {
    // The latest before it: earlier ones may have been folded.
    const match =
      entry.inferred &&
      [...open].findLast(
        event => event.action === action && event.ms <= entry.ms + TOLERANCE_MS,
      );
    if (match) {
      open.delete(match);
      verdict.inferred += 1;
    } else if (entry.inferred && isBlind(entry.ms, blind)) {
      verdict.inferred += 1;
    } else if (
      isLastWord({ entry, action, record, blind }) &&
      !lastWords.has(`${entry.ms} ${action}`)
    ) {
      lastWords.add(`${entry.ms} ${action}`);
      verdict.told += 1;
    } else {
      verdict.repeated.push(entry);
    }
  }
  for (const event of open) {
    const isFolded =
      ['start', 'die'].includes(event.action) &&
      loops.some(({ from, to }) => from <= event.ms && event.ms <= to);
    if (isFolded) {
      verdict.folded += 1;
    } else {
      verdict.missed.push(event);
    }
  }
}

/** From the entry that begins a loop to the one that ends it, if one does. */
function findLoops(log) {
  const loops = [];
  for (const { kind, ms } of log) {
    if (kind === 'container.crash-looping') {
      loops.push({ from: ms, to: Infinity });
    } else if (kind === 'container.crash-loop-ended') {
      loops.at(-1).to = ms;
    }
  }
  return loops;
}

/**
 * Told at the very moment in which the engine was killed: its last words reach one
 * listener and not the other. What the record has is never told twice.
 */
function isLastWord({ entry, action, record, blind }) {
  return (
    !entry.inferred &&
    blind.some(({ from }) => Math.abs(entry.ms - from) <= LAST_WORDS_MS) &&
    !record.some(event => event.action === action && event.ms === entry.ms)
  );
}

function isBlind(ms, blind) {
  return blind.some(
    ({ from, to }) => from - TOLERANCE_MS <= ms && ms <= to + TOLERANCE_MS * 5,
  );
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
