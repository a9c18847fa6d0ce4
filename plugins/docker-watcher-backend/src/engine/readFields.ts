/**
 * Careful reading of answers whose shape differs between engines and versions: a
 * field of another type than expected counts as absent.
 */

export function readRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

export function readRecords(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function readStrings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

/** An empty string counts as absent, as engines write it for "none". */
export function readString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Takes digits in a string as well. */
export function readInteger(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^-?\d{1,15}$/.test(value)
      ? Number(value)
      : value;
  return typeof number === 'number' && Number.isSafeInteger(number)
    ? number
    : undefined;
}

/**
 * A time as engines write it, in ISO 8601 and UTC.
 *
 * @returns `undefined` for the year 1, which stands for "never".
 */
export function readTime(value: unknown): string | undefined {
  const text = readString(value);
  const millis = text === undefined ? NaN : Date.parse(text);
  return millis > 0 ? new Date(millis).toISOString() : undefined;
}

/** Nanoseconds since the epoch, as a decimal string that loses no digit. */
export function readTimeNano(value: unknown): string | undefined {
  const time = readTime(value);
  if (!time) {
    return undefined;
  }
  const seconds = Math.floor(Date.parse(time) / 1000);
  const fraction = /\.(\d{1,9})/.exec(String(value))?.[1] ?? '';
  return `${seconds}${fraction.padEnd(9, '0')}`;
}

/** Keeps keys such as `__proto__` as what they are: text from a stranger. */
export function readStringMap(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readRecord(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
