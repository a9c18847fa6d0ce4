import { CrashLoop, RunMemory, TrackedContainer } from './TrackedContainer';

/** That many ends by itself … */
const DEATHS = 5;
/** … within that time are a crash loop. Engines wait up to a minute between tries. */
const WINDOW_MS = 5 * 60_000;
/** A loop has ended when nothing changed for longer than an engine waits. */
const CALM_MS = 3 * 60_000;

/** What an end by itself makes of what is remembered. */
export type CrashLoopStep =
  | { result: 'single'; run: RunMemory }
  | {
      result: 'began';
      run: RunMemory;
      restarts: number;
      windowMs: number;
    }
  | { result: 'goes-on'; run: RunMemory };

/**
 * Counts an end by itself. The one that makes it a loop is the last to be told
 * until the loop has ended.
 */
export function foldDeath(run: RunMemory, at: number): CrashLoopStep {
  if (run.crashLoop) {
    const { crashLoop } = run;
    return {
      result: 'goes-on',
      run: {
        ...run,
        crashLoop: {
          ...crashLoop,
          restarts: crashLoop.restarts + 1,
          lastChangeAt: at,
        },
      },
    };
  }
  const deaths = [...(run.deaths ?? []), at].filter(
    death => death > at - WINDOW_MS,
  );
  if (deaths.length < DEATHS) {
    return { result: 'single', run: { ...run, deaths } };
  }
  const [since] = deaths;
  const { deaths: _told, ...rest } = run;
  return {
    result: 'began',
    restarts: deaths.length,
    windowMs: at - since,
    run: {
      ...rest,
      crashLoop: { since, restarts: deaths.length, lastChangeAt: at },
    },
  };
}

/** Whether a loop is over because nothing has changed for long enough. */
export function isCalm(crashLoop: CrashLoop, now: number): boolean {
  return now - crashLoop.lastChangeAt >= CALM_MS;
}

/**
 * What a look at a container adds to its loop: runs that began or ended since, of
 * which events will tell nothing new any more.
 *
 * @param before - as it was known
 * @param after - as it was found, with what is remembered of before
 */
export function foldSeenRun(
  before: TrackedContainer,
  after: TrackedContainer,
): RunMemory | undefined {
  const { run } = after;
  const { crashLoop } = run ?? {};
  const { startedAt = 0, finishedAt = 0 } = after;
  const seenAt = Math.max(startedAt, finishedAt);
  if (!run || !crashLoop || seenAt <= crashLoop.lastChangeAt) {
    return run;
  }
  const isOtherRun = startedAt > (before.startedAt ?? 0);
  const ends =
    Number(isOtherRun && before.state === 'running') +
    Number(finishedAt > crashLoop.lastChangeAt);
  return {
    ...run,
    crashLoop: {
      ...crashLoop,
      restarts: crashLoop.restarts + ends,
      lastChangeAt: seenAt,
    },
  };
}
