import { DateTime, Duration } from 'luxon';

const MOMENT_MS = 5_000;
const SECONDS = { name: 'seconds', ms: 1_000 };
const ELAPSED_UNITS = [
  { name: 'years', ms: 365 * 86_400_000 },
  { name: 'months', ms: 30 * 86_400_000 },
  { name: 'days', ms: 86_400_000 },
  { name: 'hours', ms: 3_600_000 },
  { name: 'minutes', ms: 60_000 },
  SECONDS,
];

/**
 * A time as people say it, such as "12 minutes ago".
 *
 * @returns `undefined` for what is no time, and an empty string for just now, which
 * has a word of its own in every language.
 */
export function formatRelative(
  iso: string,
  now: number,
  locale?: string,
): string | undefined {
  const time = DateTime.fromISO(iso);
  if (!time.isValid) {
    return undefined;
  }
  if (Math.abs(now - time.toMillis()) < MOMENT_MS) {
    return '';
  }
  return (
    time.toRelative({ base: DateTime.fromMillis(now), locale }) ?? undefined
  );
}

/**
 * How long something has lasted, such as "12 minutes": the largest unit alone.
 *
 * @returns `undefined` for what is no time.
 */
export function formatElapsed(
  iso: string,
  now: number,
  locale?: string,
): string | undefined {
  const time = DateTime.fromISO(iso);
  if (!time.isValid) {
    return undefined;
  }
  return formatDuration(now - time.toMillis(), locale);
}

/** A length of time, such as "12 minutes": the largest unit alone. */
export function formatDuration(ms: number, locale?: string): string {
  const elapsed = Math.max(0, ms);
  const unit = ELAPSED_UNITS.find(each => elapsed >= each.ms) ?? SECONDS;
  return Duration.fromObject(
    { [unit.name]: Math.floor(elapsed / unit.ms) },
    { locale },
  ).toHuman();
}

/** A day in the reader's own zone. */
export function formatDate(iso: string, locale?: string): string | undefined {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toLocaleString(DateTime.DATE_MED, { locale })
    : undefined;
}

/** A time without its seconds, for the ends of a time range. */
export function formatMinute(iso: string, locale?: string): string | undefined {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toLocaleString(DateTime.DATETIME_MED, { locale })
    : undefined;
}

/** The exact time in the reader's own zone, with the zone. */
export function formatExact(iso: string, locale?: string): string | undefined {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS, { locale })
    : undefined;
}

/** A length of time to the second, such as "1 hour, 12 minutes". */
export function formatExactDuration(ms: number, locale?: string): string {
  const rounded = ms < 1_000 ? ms : Math.round(ms / 1_000) * 1_000;
  return Duration.fromMillis(rounded, { locale }).rescale().toHuman();
}

const DAY_MS = 86_400_000;

/** Whether an axis of this length is divided by the clock, else by days. */
function isShort(spanMs: number): boolean {
  return spanMs <= 1.5 * DAY_MS;
}

/** A time below an axis: of the clock where the axis is short, else the day. */
export function formatTick(
  iso: string,
  spanMs: number,
  locale?: string,
): string {
  return DateTime.fromISO(iso).toLocaleString(
    isShort(spanMs) ? DateTime.TIME_SIMPLE : { month: 'short', day: 'numeric' },
    { locale },
  );
}

/**
 * The first time of each day, by the reader's own calendar, so that no day is named
 * twice below an axis. Short axes name any time.
 */
export function tickTimes(
  times: readonly string[],
  spanMs: number,
): string[] | undefined {
  const dayOf = (iso: string) => DateTime.fromISO(iso).toISODate();
  return isShort(spanMs)
    ? undefined
    : times.filter(
        (time, index) => index > 0 && dayOf(time) !== dayOf(times[index - 1]),
      );
}

/** The time of the day with its seconds. */
export function formatTimeOfDay(
  iso: string,
  locale?: string,
): string | undefined {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toLocaleString(DateTime.TIME_WITH_SECONDS, { locale })
    : undefined;
}

/** How people call a day. */
export type DayName =
  | { kind: 'today' | 'yesterday' | 'unknown' }
  | { kind: 'date'; text: string };

/** Names a day such as `2026-01-31`, as seen from now. */
export function describeDay(
  date: string,
  now: number,
  locale?: string,
): DayName {
  const day = DateTime.fromISO(date);
  if (!day.isValid) {
    return { kind: 'unknown' };
  }
  const today = DateTime.fromMillis(now).startOf('day');
  if (day.hasSame(today, 'day')) {
    return { kind: 'today' };
  }
  return day.hasSame(today.minus({ days: 1 }), 'day')
    ? { kind: 'yesterday' }
    : {
        kind: 'date',
        text: day.toLocaleString(DateTime.DATE_HUGE, { locale }),
      };
}
