import { DateTime } from 'luxon';

const MOMENT_MS = 5_000;

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

/** The exact time in the reader's own zone, with the zone. */
export function formatExact(iso: string, locale?: string): string | undefined {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS, { locale })
    : undefined;
}
