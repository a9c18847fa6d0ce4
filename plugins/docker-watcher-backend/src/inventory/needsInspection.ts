import { ListedContainer } from 'backstage-plugin-docker-watcher-node';
import { readDurationHint } from './readDurationHint';
import { isSamePorts } from './sortPorts';
import { storableName } from './storableText';
import { TrackedContainer } from './TrackedContainer';
import { isAsListed } from './trackContainer';

/** By rounding and delays, less can seem to have passed between two lists than did. */
const TOLERANCE_MS = 2000;

/**
 * Whether only an inspection can tell what the inventory keeps of a container.
 * An unchanged list of inspected containers needs none.
 */
export function needsInspection(
  previous: TrackedContainer | undefined,
  listed: ListedContainer,
): boolean {
  if (!previous || previous.inspectedAt === undefined) {
    return true;
  }
  if (
    !isAsListed(previous, listed) &&
    (previous.state !== listed.state ||
      previous.name !== storableName(listed.name) ||
      // Published ports follow from the networks and from the run.
      !isSamePorts(previous.ports, listed.ports))
  ) {
    return true;
  }
  // Silent about health: one without a health check never gets one, others change.
  return (
    listed.health === undefined &&
    listed.state === 'running' &&
    previous.health !== 'none'
  );
}

/**
 * Whether the words of two lists, `elapsedMs` apart, look as if the container were
 * on another run though its state is the same: its time in it did not grow.
 */
export function suspectsAnotherRun(
  statusTexts: { previous: string; current: string },
  elapsedMs: number,
): boolean {
  const { previous, current } = statusTexts;
  if (previous === current && elapsedMs < TOLERANCE_MS) {
    return false;
  }
  const before = readDurationHint(previous);
  const after = previous === current ? before : readDurationHint(current);
  if (!before || !after) {
    return false;
  }
  return (
    before.rest !== after.rest ||
    after.atMostMs + TOLERANCE_MS < before.atLeastMs + elapsedMs
  );
}

/**
 * Whether the words of a list look as if the container had run once more since the end
 * that is known. It needs no earlier list, so it works for the first of a process, too.
 *
 * @param engineNow - the engine's time of the list, milliseconds since the epoch
 */
export function suspectsLaterEnd(
  known: TrackedContainer,
  listed: ListedContainer,
  engineNow: number,
): boolean {
  const { state, finishedAt, exitCode } = known;
  if (state !== 'exited' || listed.state !== 'exited') {
    return false;
  }
  const hint = readDurationHint(listed.statusText);
  if (
    hint &&
    finishedAt !== undefined &&
    finishedAt + hint.atMostMs + TOLERANCE_MS < engineNow
  ) {
    return true;
  }
  const [, code] = /\((\d+)\)/.exec(listed.statusText) ?? [];
  return (
    code !== undefined && exitCode !== undefined && Number(code) !== exitCode
  );
}
