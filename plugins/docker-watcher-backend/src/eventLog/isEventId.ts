const LARGEST = 2n ** 63n - 1n;

/** Whether a value is a number as the log gives them, which is a signed 64 bit one. */
export function isEventId(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^(0|[1-9]\d{0,18})$/.test(value) &&
    BigInt(value) <= LARGEST
  );
}
