/**
 * The whole milliseconds of a time in nanoseconds, which is more than a double can hold:
 * a division of one may end a millisecond too early.
 */
export function nanoToMs(timeNano: string): number {
  return Number(BigInt(timeNano) / 1_000_000n);
}
