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
  const elapsed = Math.max(0, now - time.toMillis());
  const unit = ELAPSED_UNITS.find(each => elapsed >= each.ms) ?? SECONDS;
  return Duration.fromObject(
    { [unit.name]: Math.floor(elapsed / unit.ms) },
    { locale },
  ).toHuman();
}

/** The exact time in the reader's own zone, with the zone. */
export function formatExact(iso: string, locale?: string): string | undefined {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS, { locale })
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
