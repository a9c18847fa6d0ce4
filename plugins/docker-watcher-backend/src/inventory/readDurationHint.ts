const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Record<string, number> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

const PHRASE =
  /\b(Less than a second|(?:About )?(?:(\d{1,6})|an?) (second|minute|hour|day|week|month|year)s?)\b/i;

/** What a list's status text says about a duration, coarsely. */
export interface DurationHint {
  atLeastMs: number;
  atMostMs: number;
  /** The text around the duration, such as `Exited (0) … ago`. */
  rest: string;
}

/**
 * Reads the duration in a text such as `Up 5 minutes (healthy)`.
 *
 * @remarks Prose of an engine is no source of facts. This serves to suspect that a
 * container is on another run than before, and the inspection tells the rest.
 */
export function readDurationHint(statusText: string): DurationHint | undefined {
  const match = PHRASE.exec(statusText);
  if (!match) {
    return undefined;
  }
  const rest = statusText.replace(match[0], '…').replace(/^(Up …).*$/i, '$1');
  const unit = match[3] && UNITS[match[3].toLowerCase()];
  if (!unit) {
    return { atLeastMs: 0, atMostMs: SECOND, rest };
  }
  const count = match[2] === undefined ? 1 : Number(match[2]);
  // Hours are rounded, and larger units are made of rounded hours.
  const slack = unit >= HOUR ? HOUR / 2 : 0;
  return {
    atLeastMs: Math.max(0, count * unit - slack),
    atMostMs: (count + 1) * unit,
    rest,
  };
}
