/**
 * Rows of one statement. SQLite puts a many-row insert together from at most 500
 * selects, and both databases limit the number of bound values.
 */
const LARGEST_BATCH = 200;

/** Runs `write` over slices that one statement can take, one after the other. */
export async function inBatches<T>(
  items: readonly T[],
  write: (batch: T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += LARGEST_BATCH) {
    await write(items.slice(start, start + LARGEST_BATCH));
  }
}
