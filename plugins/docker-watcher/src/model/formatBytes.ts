const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** A size as people read it, such as "3.2 MB". */
export function formatBytes(bytes: number, locale?: string): string {
  const power = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log10(Math.max(1, bytes)) / 3),
  );
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power],
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}
