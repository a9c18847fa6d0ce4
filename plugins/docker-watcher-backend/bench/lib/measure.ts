/** The middle of what was measured, and between what the middle half of it lies. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/** A line of the report: what ours took beside what the bare script took. */
export interface Comparison {
  name: string;
  unit: string;
  rounds: number;
  ours: Spread;
  bare: Spread;
  /** Of the medians, ours to the bare script's. */
  ratio: number;
  target?: Target;
}

/** A line of the report about ours alone. */
export interface Figure {
  name: string;
  unit: string;
  value: number;
  target?: Target;
}

export type Target = { atMost: number } | { atLeast: number };

export interface Report {
  comparisons: Comparison[];
  figures: Figure[];
  /** What was found that decides whether the figures count at all. */
  facts: { text: string; isAsExpected: boolean }[];
}

/**
 * Lets both do the same again and again, in turns and each as often first, so that
 * whatever else the machine does comes upon both.
 *
 * @param sides - one round each; how much it took, if anything is to be counted
 */
export async function takeTurns(
  options: { rounds: number; warmUp: number },
  sides: { ours: () => Promise<number[]>; bare: () => Promise<number[]> },
): Promise<{ ours: number[]; bare: number[] }> {
  const taken = { ours: [] as number[], bare: [] as number[] };
  for (let round = -options.warmUp; round < options.rounds; round++) {
    const order =
      round % 2 === 0
        ? (['ours', 'bare'] as const)
        : (['bare', 'ours'] as const);
    for (const side of order) {
      const values = await sides[side]();
      if (round >= 0) {
        taken[side].push(...values);
      }
    }
  }
  return taken;
}

export function compare(
  described: Pick<Comparison, 'name' | 'unit' | 'target'>,
  taken: { ours: readonly number[]; bare: readonly number[] },
): Comparison {
  const ours = spreadOf(taken.ours);
  const bare = spreadOf(taken.bare);
  return {
    ...described,
    rounds: taken.ours.length,
    ours,
    bare,
    ratio: ours.median / bare.median,
  };
}

/**
 * Processor time of this process for each of several calls in milliseconds, other
 * threads included. Garbage of before is not counted.
 */
export async function processorTime(
  times: number,
  call: () => Promise<unknown>,
): Promise<number> {
  collectGarbage();
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) {
    await call();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

export function collectGarbage(): void {
  if (!globalThis.gc) {
    throw new Error('Run this with `yarn bench`, or node --expose-gc');
  }
  globalThis.gc();
}

export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`Waited a minute for ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => {
    const place = (sorted.length - 1) * part;
    const [lower, upper] = [Math.floor(place), Math.ceil(place)];
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - lower);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
