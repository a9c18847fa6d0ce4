/**
 * Maps items with at most `limit` calls under way, keeping their order.
 *
 * @remarks After the first failure, or once the signal aborts, no further call
 * begins; the promise settles when those under way have.
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  options: { limit: number; signal?: AbortSignal },
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const { limit, signal } = options;
  const results: R[] = new Array(items.length);
  const failures: unknown[] = [];
  let next = 0;

  async function work() {
    while (next < items.length && !failures.length && !signal?.aborted) {
      const index = next++;
      try {
        results[index] = await map(items[index]);
      } catch (error) {
        failures.push(error);
      }
    }
  }

  await Promise.all(
    Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, work),
  );
  signal?.throwIfAborted();
  if (failures.length) {
    throw failures[0];
  }
  return results;
}
