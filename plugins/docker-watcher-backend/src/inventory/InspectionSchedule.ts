import { ListedContainer } from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import {
  needsInspection,
  suspectsAnotherRun,
  suspectsLaterEnd,
} from './needsInspection';
import { TrackedContainer } from './TrackedContainer';

/**
 * Networks and mounts can change without a trace in the list, so every container is
 * inspected again after this time, and half as long again for some, to spread them.
 */
const REINSPECT_AFTER_MS = 10 * 60_000;

/** Decides which containers of a list are worth an inspection. */
export class InspectionSchedule {
  readonly #clock: Clock;
  /** Of the last list, with when it came. Kept in memory: it changes by the minute. */
  #lastList: { at: number; texts: Map<string, string> } | undefined;
  /** When a container is inspected again though nothing seems to have changed. */
  readonly #dueAt = new Map<string, number>();

  static create(options: { clock: Clock }): InspectionSchedule {
    return new InspectionSchedule(options.clock);
  }

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Which containers have to be inspected before a list can be applied.
   *
   * @param options - `afterAbsence`: nobody followed the engine until now, so what the
   * list shows as known may have been through anything; at the engine's time of the list
   */
  idsToInspect(
    listed: readonly ListedContainer[],
    options: {
      known?: ReadonlyMap<string, TrackedContainer>;
      afterAbsence?: { engineNow: number };
    },
  ): string[] {
    const { known, afterAbsence } = options;
    const now = this.#clock.monotonic();
    const isSuspect = this.#suspectsAnotherRun(now);
    return listed
      .filter(entry => {
        const container = known?.get(entry.id);
        return (
          needsInspection(container, entry) ||
          (container &&
            afterAbsence &&
            isDoubtful(container, entry, afterAbsence.engineNow)) ||
          isSuspect(entry) ||
          this.#isDue(entry.id, now)
        );
      })
      .map(({ id }) => id);
  }

  /** A list was applied, with the inspections that followed it. */
  noteList(
    listed: readonly ListedContainer[],
    inspected: ReadonlyMap<string, unknown>,
  ): void {
    const now = this.#clock.monotonic();
    const texts = new Map<string, string>();
    for (const { id, statusText } of listed) {
      texts.set(id, statusText);
    }
    this.#lastList = { at: now, texts };
    for (const id of inspected.keys()) {
      this.#dueAt.set(id, now + REINSPECT_AFTER_MS * (1 + spread(id) / 2));
    }
    for (const id of this.#dueAt.keys()) {
      if (!texts.has(id)) {
        this.#dueAt.delete(id);
      }
    }
  }

  /** @returns a predicate for one list; many entries of it have the same words. */
  #suspectsAnotherRun(now: number): (entry: ListedContainer) => boolean {
    const last = this.#lastList;
    if (!last) {
      return () => false;
    }
    const elapsedMs = now - last.at;
    const verdicts = new Map<string, Map<string, boolean>>();
    return ({ id, statusText: current }) => {
      const previous = last.texts.get(id);
      if (previous === undefined) {
        return false;
      }
      let ofPrevious = verdicts.get(previous);
      if (!ofPrevious) {
        ofPrevious = new Map();
        verdicts.set(previous, ofPrevious);
      }
      let verdict = ofPrevious.get(current);
      if (verdict === undefined) {
        verdict = suspectsAnotherRun({ previous, current }, elapsedMs);
        ofPrevious.set(current, verdict);
      }
      return verdict;
    };
  }

  /** One met for the first time, as after a restart, gets a time of its own. */
  #isDue(id: string, now: number): boolean {
    const dueAt = this.#dueAt.get(id);
    if (dueAt === undefined) {
      this.#dueAt.set(id, now + REINSPECT_AFTER_MS * spread(id));
      return false;
    }
    return dueAt <= now;
  }
}

/** Whoever restarted while nobody looked is as before by the list. */
function isDoubtful(
  known: TrackedContainer,
  listed: ListedContainer,
  engineNow: number,
): boolean {
  return (
    known.state === 'running' ||
    known.state === 'paused' ||
    suspectsLaterEnd(known, listed, engineNow)
  );
}

/** From 0 to 1, always the same for one id. */
function spread(id: string): number {
  return (parseInt(id.slice(0, 6), 16) || 0) / 0xffffff;
}
