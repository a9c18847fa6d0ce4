import { DateTime } from 'luxon';

/** What happened on one day, by the reader's own calendar. */
export interface Day<T> {
  /** Such as `2026-01-31`; empty for what is no time. */
  date: string;
  items: T[];
}

/**
 * Splits a list into days without changing its order. A day comes twice where the
 * times go back and forth, as they may between clocks.
 */
export function groupByDay<T extends { occurredAt: string }>(
  items: readonly T[],
): Day<T>[] {
  const days: Day<T>[] = [];
  for (const item of items) {
    const date = DateTime.fromISO(item.occurredAt).toISODate() ?? '';
    const last = days[days.length - 1];
    if (last?.date === date) {
      last.items.push(item);
    } else {
      days.push({ date, items: [item] });
    }
  }
  return days;
}
